import { useHere } from "../app/here";
import { ErrorNote } from "../ui/ErrorNote";
import { HoldButton } from "../ui/HoldButton";
import { useAttempt } from "../ui/useAttempt";
import { stopPublication } from "./stop";

/** The big button for when something is wrong on the wall. */
export function StopSection() {
  const here = useHere();
  const { error, attempt } = useAttempt();
  const conference = here.conference.state.value?.conference;
  if (!conference || conference.stopped_at !== null) return null;
  return (
    <details>
      <summary>Something wrong on the wall?</summary>
      <div class="stack-tight">
        <p class="quiet">
          Every screen goes blank and nothing new goes live, until an organiser lifts it. Nothing is lost, and
          all hosts and organisers see that it is stopped. On a keyboard, hold P on any page with tabs.
        </p>
        {error !== null && <ErrorNote error={error} kept="Nothing was changed." />}
        <HoldButton onHeld={() => attempt(() => stopPublication(here, true))}>
          Hold to stop everything
        </HoldButton>
      </div>
    </details>
  );
}
