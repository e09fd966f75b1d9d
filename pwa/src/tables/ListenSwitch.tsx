import { useHere } from "../app/here";
import type { Stream } from "../live/stream";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { useAttempt } from "../ui/useAttempt";
import { listenFirst } from "./requests";
import { laid, type TalkState } from "./store";

/** Puts one's turns after the others', for the rounds to come as well; shown to nobody else. */
export function ListenSwitch({ state, stream }: { state: TalkState; stream: Stream<TalkState> }) {
  const here = useHere();
  const { error, attempt } = useAttempt();
  const toggle = () =>
    attempt(async () => {
      const { listens, table } = await listenFirst(here, state.talk.id, !state.listens);
      stream.amend((known) => ({ ...laid(known, table), listens }));
    });
  return (
    <>
      <Button pressed={state.listens} onClick={toggle}>
        Listen first
      </Button>
      {error !== null && <ErrorNote error={error} />}
    </>
  );
}
