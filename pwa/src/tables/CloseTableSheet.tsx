import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Sheet } from "../ui/Sheet";
import { useAttempt } from "../ui/useAttempt";
import { closeTable } from "./openTables";

interface CloseTableSheetProps {
  table: Pick<Schema<"OpenTableName">, "id" | "title">;
  onClose: () => void;
}

/** Asks before a table is closed for everybody there. */
export function CloseTableSheet({ table, onClose }: CloseTableSheetProps) {
  const here = useHere();
  const { error, attempt } = useAttempt();
  const close = async () => {
    if (await attempt(() => closeTable(here, table.id))) onClose();
  };
  return (
    <Sheet open title={`Close “${table.title}”?`} onClose={onClose}>
      <div class="stack">
        <p>
          It closes for everybody who sits there. What they wrote is deleted; whom they sat with stays on
          their phones.
        </p>
        {error !== null && <ErrorNote error={error} />}
        <Button kind="danger" wide onClick={close}>
          Close the table
        </Button>
        <Button kind="text" wide onClick={onClose}>
          Let it go on
        </Button>
      </div>
    </Sheet>
  );
}
