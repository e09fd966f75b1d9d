import { Button } from "../ui/Button";
import { Sheet } from "../ui/Sheet";
import type { ByHand } from "./useByHand";

/** Asks before a table has more people than chairs. */
export function CrowdSheet({ text, yes, no }: NonNullable<ByHand["question"]>) {
  return (
    <Sheet open title="Seat them anyway?" onClose={no}>
      <div class="stack">
        <p>{text} Everybody there has less time to talk, and chairs are close.</p>
        <Button kind="primary" wide onClick={yes}>
          Seat them anyway
        </Button>
        <Button kind="text" wide onClick={no}>
          Leave it
        </Button>
      </div>
    </Sheet>
  );
}
