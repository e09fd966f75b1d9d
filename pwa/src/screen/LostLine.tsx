import { useEffect, useState } from "preact/hooks";
import { serverNow } from "../live/clock";
import { connection } from "../live/connection";
import { useTick } from "../ui/tick";

const PATIENCE_MS = 5_000; // a moment without signal is nobody's concern
const SILENT_MS = 12_000; // every ten seconds the server says where its streams stand

/** Pure: whether what is shown may be out of date at `now`; a dead line can look open for long. `at`: when it was true. */
export function isLost(connected: boolean, at: number | null, now: number): boolean {
  return !connected || (at !== null && now - at > SILENT_MS);
}

/** Says in the room's sight that nothing new arrives, and of when what it sees is. `at`: epoch milliseconds. */
export function LostLine({ at }: { at: number | null }) {
  useTick(1_000, true);
  const lost = isLost(connection.value === "connected", at, serverNow());
  const [shown, setShown] = useState(false);
  useEffect(() => {
    setShown(false);
    if (!lost) return;
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [lost]);
  if (!shown) return null;
  return (
    <p class="wall-lost figures" role="status">
      Connection lost
      {at !== null && `, showing ${new Date(at).toLocaleTimeString("en-GB", { timeStyle: "short" })}`}
    </p>
  );
}
