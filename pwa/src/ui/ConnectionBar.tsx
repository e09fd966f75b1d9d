import { useEffect, useState } from "preact/hooks";
import { connection, heardAt } from "../live/connection";
import { Ago } from "./Ago";

const PATIENCE_MS = 2000;

/** Says when the phone is not connected and how old what it shows is; silent while all is well. */
export function ConnectionBar() {
  const state = connection.value;
  const [shown, setShown] = useState(false);

  useEffect(() => {
    setShown(false);
    if (state === "connected") return;
    const timer = setTimeout(() => setShown(true), state === "offline" ? 0 : PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [state]);

  return (
    <div class="connection" role="status">
      {shown && (state === "offline" ? "Offline. " : "Reconnecting. ")}
      {shown && heardAt.value !== null && (
        // The age ticks in sight only: read out every second it would drown the page.
        <span aria-hidden="true">
          Updated <Ago at={heardAt.value} />
        </span>
      )}
    </div>
  );
}
