import { useHere } from "../app/here";
import type { Stream } from "../live/stream";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Sheet } from "../ui/Sheet";
import { useAttempt } from "../ui/useAttempt";
import { leaveTalk } from "./requests";
import { applyToTalk, type TalkState } from "./store";

interface LeaveSheetProps {
  stream: Stream<TalkState>;
  onClose: () => void;
}

/** Asks before a chair is freed, and says what that means for the others. */
export function LeaveSheet({ stream, onClose }: LeaveSheetProps) {
  const here = useHere();
  const { error, attempt } = useAttempt();
  const state = stream.state.value;
  const at = state?.talk.mode === "open";
  const last = at && state?.table?.people.length === 1;

  async function leave(): Promise<void> {
    const id = stream.state.value?.talk.id;
    if (!id) return;
    stream.amend((state) => ({ ...state, gone: "left" })); // the fact may be quicker than the answer
    const left = await attempt(() => leaveTalk(here, id));
    stream.amend((state) =>
      left
        ? applyToTalk(here.personId, state, { type: "tables.got_up", data: { talk_id: id } })
        : { ...state, gone: undefined },
    );
    if (left) onClose();
  }

  return (
    <Sheet open title={`Leave the ${at ? "table" : "tables"}?`} onClose={onClose}>
      <div class="stack">
        <p>
          {last
            ? "You are the last here: the table closes behind you."
            : `Your chair is free at once, so that nobody waits for you. You can come back while ${at ? "there is one" : "the talk lasts"}.`}
        </p>
        {error !== null && <ErrorNote error={error} />}
        <Button kind="danger" wide onClick={leave}>
          Leave
        </Button>
        <Button kind="text" wide onClick={onClose}>
          Stay
        </Button>
      </div>
    </Sheet>
  );
}
