import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { ErrorBoundary } from "preact-iso";
import { useHere } from "../app/here";
import { part } from "../app/page";
import type { Schema } from "../contract/types";
import { request } from "../live/api";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Sheet } from "../ui/Sheet";
import { toast } from "../ui/toast";

const ReportFold = part(() => import("../moderation/ReportForm").then(({ ReportFold }) => ReportFold));

interface BlockSheetProps {
  person: Pick<Schema<"PersonCard">, "id" | "name">;
  open: boolean;
  onClose: () => void;
  /** The server has agreed: nothing of theirs is to be shown any more. */
  onBlocked: () => void;
  /** What else can be done, above. */
  children?: ComponentChildren;
}

/** Asks once more, then keeps two people from seeing each other. The other one is never told. */
export function BlockSheet({ person, open, onClose, onBlocked, children }: BlockSheetProps) {
  const here = useHere();
  const [failure, setFailure] = useState<unknown>(null);

  function close() {
    setFailure(null);
    onClose();
  }

  async function block() {
    setFailure(null);
    try {
      await request("PUT", here.path(`/blocks/${person.id}`));
      toast("Blocked. You can take it back in your profile.");
      close();
      onBlocked();
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <Sheet open={open} title={person.name} onClose={close}>
      <div class="stack">
        {children}
        <ErrorBoundary>
          <ReportFold kind="person" subject={person.id} label="Report what they say of themselves" />
        </ErrorBoundary>
        <p>
          Block them, and you will not see each other here any more, nor be seated at the same table. They are
          not told.
        </p>
        {failure !== null && <ErrorNote error={failure} />}
        <Button kind="danger" wide onClick={block}>
          Block
        </Button>
        <Button wide onClick={close}>
          Leave it
        </Button>
      </div>
    </Sheet>
  );
}
