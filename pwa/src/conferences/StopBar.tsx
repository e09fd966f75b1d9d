import { useEffect, useState } from "preact/hooks";
import { useHere, useRole } from "../app/here";
import { ErrorNote } from "../ui/ErrorNote";
import { HOLD_MS, HoldButton } from "../ui/HoldButton";
import { Notice } from "../ui/Notice";
import { useAttempt } from "../ui/useAttempt";
import "./stop.css";
import { stopPublication } from "./stop";

const KEY = "p";

/** For hosts and organisers, on every page: says that publication is stopped. Organisers stop it by key, and lift it. */
export function StopBar() {
  const here = useHere();
  const organiser = useRole("organiser");
  const { error, attempt } = useAttempt();
  const since = here.conference.state.value?.conference.stopped_at ?? null;
  const stop = () => attempt(() => stopPublication(here, true));
  const holding = useHeldKey(organiser && since === null, stop);

  if (since === null && !holding && error === null) return null;
  return (
    <section class="stop-bar" aria-label="Publication">
      {error !== null && <ErrorNote error={error} kept="Nothing was changed." />}
      {holding && (
        <Notice kind="next" live>
          <p>Keep holding P: every screen goes blank, and nothing new goes live.</p>
        </Notice>
      )}
      {since !== null && (
        <Notice kind="next" live>
          <p>
            <strong>Publication is stopped</strong> since{" "}
            {new Date(since).toLocaleTimeString("en-GB", { timeStyle: "short" })}. Every screen is blank, and
            nothing new goes live{organiser ? "." : " until an organiser lifts it."}
          </p>
          {organiser && (
            <HoldButton kind="quiet" onHeld={() => attempt(() => stopPublication(here, false))}>
              Hold to lift the stop
            </HoldButton>
          )}
        </Notice>
      )}
    </section>
  );
}

/** True while the key is held down; `held` is called once it was held long enough. */
function useHeldKey(on: boolean, held: () => unknown): boolean {
  const [holding, setHolding] = useState(false);

  useEffect(() => {
    if (!on) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    function end() {
      clearTimeout(timer);
      setHolding(false);
    }
    function press(event: KeyboardEvent) {
      const busy = event.repeat || event.ctrlKey || event.metaKey || event.altKey;
      const typing = (event.target as Element).closest("input, textarea, select");
      if (event.key.toLowerCase() !== KEY || busy || typing) return;
      setHolding(true);
      timer = setTimeout(() => {
        setHolding(false);
        held();
      }, HOLD_MS);
    }
    document.addEventListener("keydown", press);
    document.addEventListener("keyup", end);
    window.addEventListener("blur", end);
    return () => {
      end();
      document.removeEventListener("keydown", press);
      document.removeEventListener("keyup", end);
      window.removeEventListener("blur", end);
    };
  }, [on]);

  return holding;
}
