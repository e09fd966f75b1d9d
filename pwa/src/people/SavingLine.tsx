import type { OutboxItem } from "../live/outbox";
import type { StoredProblem } from "../live/storage";
import { Notice } from "../ui/Notice";

interface SavingLineProps {
  item: OutboxItem | undefined;
  /** Why it was refused. */
  problem: StoredProblem | null;
}

/** Where the last change stands: on its way, waiting for a signal, or refused. */
export function SavingLine({ item, problem }: SavingLineProps) {
  return (
    <div role="status">
      {problem && (
        <Notice kind="bad">
          <p>{problem.detail}</p>
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
