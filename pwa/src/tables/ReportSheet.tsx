import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Sheet } from "../ui/Sheet";
import { useAttempt } from "../ui/useAttempt";
import { reportAnswer } from "./tableRequests";

interface ReportSheetProps {
  table: Schema<"TableView">;
  /** The id of what somebody wrote; null while nothing is chosen. */
  answer: string | null;
  laid: (table: Schema<"TableView">) => void;
  onClose: () => void;
}

/** Asks before what somebody wrote at the table goes to the organisers. */
export function ReportSheet({ table, answer, laid, onClose }: ReportSheetProps) {
  const here = useHere();
  const { error, attempt } = useAttempt();

  async function report(id: string): Promise<void> {
    if (await attempt(async () => laid(await reportAnswer(here, table, id)))) onClose();
  }

  return (
    <Sheet open={answer !== null} title="Report this?" onClose={onClose}>
      <div class="stack">
        <p>
          It goes from the table at once, and an organiser reads it. Nobody is told who reported it. If you
          need somebody now, go to an organiser or a host.
        </p>
        {error !== null && <ErrorNote error={error} />}
        <Button kind="danger" wide onClick={() => answer !== null && report(answer)}>
          Report it
        </Button>
        <Button kind="text" wide onClick={onClose}>
          Leave it
        </Button>
      </div>
    </Sheet>
  );
}
