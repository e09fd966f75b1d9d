import { useEffect, useState } from "preact/hooks";
import { Button } from "../ui/Button";

const PATIENCE_MS = 2_000;

/** While the tables are being set: after a moment, the host need not wait for the best of all plans. */
export function SeatNow({ seat }: { seat: () => void }) {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div aria-live="polite">
      {long && (
        <Button kind="text" wide onClick={seat}>
          Don’t wait: go on with what is there
        </Button>
      )}
    </div>
  );
}
