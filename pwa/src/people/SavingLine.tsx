import type { OutboxItem } from "../live/outboxItems";
import type { StoredProblem } from "../live/storage";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";

interface SavingLineProps {
  item: OutboxItem | undefined;
  /** Why it was refused. */
  problem: StoredProblem | null;
  /** Show the field that is to be mended. */
  onLook: () => void;
}

/** Where the last change stands: on its way, waiting for a signal, or refused. */
export function SavingLine({ item, problem, onLook }: SavingLineProps) {
  return (
    <div role="status">
      {problem && (
        <Notice kind="bad">
          <p>{problem.detail}</p>
          {Object.keys(problem.errors).length > 0 && <Button onClick={onLook}>Show me where</Button>}
        </Notice>
      )}
      {item?.state === "waiting" && (
        <Notice>
          <p>No signal. Your changes are safe on this phone and go out by themselves.</p>
        </Notice>
      )}
      {item?.state === "sending" && <p class="quiet small">Saving.</p>}
    </div>
  );
}
