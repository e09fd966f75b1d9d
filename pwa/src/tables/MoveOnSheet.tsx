import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";
import type { Stream } from "../live/stream";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Sheet } from "../ui/Sheet";
import { toast } from "../ui/toast";
import { useAttempt } from "../ui/useAttempt";
import type { TalkState } from "./store";

interface MoveOnSheetProps {
  /** The table that one would rather leave. */
  table: Schema<"TableView">;
  stream: Stream<TalkState>;
  onClose: () => void;
}

/** Another table, without a word to anybody: no reason is asked, and these people are not met again in this talk. */
export function MoveOnSheet({ table, stream, onClose }: MoveOnSheetProps) {
  const here = useHere();
  const { error, attempt } = useAttempt();

  async function move(): Promise<void> {
    const path = here.path(`/talks/${table.talk_id}/left/${table.id}`);
    await attempt(async () => {
      const answer = await request<Schema<"TalkSnapshot">>("PUT", path);
      stream.amend((known) => ({ ...answer, number: known.number }));
      toast(
        answer.table
          ? `Your chair is at table ${answer.table.number} now.`
          : "There is no free chair elsewhere, so you sit this round out. You’re in from the next one.",
      );
      onClose();
    });
  }

  return (
    <Sheet open title="Rather sit elsewhere?" onClose={onClose}>
      <div class="stack">
        <p>
          You get a chair at another table at once, and won’t sit with these people again in this talk. Nobody
          is told that you asked.
        </p>
        {error !== null && <ErrorNote error={error} />}
        <Button kind="primary" wide onClick={move}>
          Move me
        </Button>
        <Button kind="text" wide onClick={onClose}>
          Stay here
        </Button>
      </div>
    </Sheet>
  );
}
