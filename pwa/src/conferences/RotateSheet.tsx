import { useHere } from "../app/here";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Sheet } from "../ui/Sheet";
import { useAttempt } from "../ui/useAttempt";
import { type Keys, rotateKeys } from "./requests";

interface RotateSheetProps {
  open: boolean;
  onClose: () => void;
  onReplaced: (keys: Keys) => void;
}

/** Asks before the code that hangs on the wall opens nothing any more. */
export function RotateSheet({ open, onClose, onReplaced }: RotateSheetProps) {
  const here = useHere();
  const { error, attempt } = useAttempt();
  return (
    <Sheet open={open} title="Replace the code?" onClose={onClose}>
      <div class="stack">
        <p>Do this when the code has got into the wrong hands. At once:</p>
        <ul>
          <li>the posters and links that are out let nobody in any more,</li>
          <li>the big screen shows the new code by itself,</li>
          <li>everyone who is in stays in.</li>
        </ul>
        <p>Then print the poster again. The old code does not come back.</p>
        {error !== null && <ErrorNote error={error} />}
        <Button kind="danger" wide onClick={() => attempt(async () => onReplaced(await rotateKeys(here)))}>
          Replace the code
        </Button>
        <Button wide onClick={onClose}>
          Leave it as it is
        </Button>
      </div>
    </Sheet>
  );
}
