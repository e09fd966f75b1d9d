import { useState } from "preact/hooks";
import { useHere } from "../app/here";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Sheet } from "../ui/Sheet";
import { toast } from "../ui/toast";
import { type Contact, disconnect } from "./requests";

interface PartSheetProps {
  person: Contact;
  open: boolean;
  onClose: () => void;
  onParted: () => void;
  onBlock: () => void;
}

/** Asks once more, then takes a connection back for both, without a word to the other. */
export function PartSheet({ person, open, onClose, onParted, onBlock }: PartSheetProps) {
  const here = useHere();
  const [failure, setFailure] = useState<unknown>(null);

  function close() {
    setFailure(null);
    onClose();
  }

  async function part() {
    setFailure(null);
    try {
      await disconnect(here, person.id);
      toast("Removed.");
      close();
      onParted();
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <Sheet open={open} title={person.name} onClose={close}>
      <div class="stack">
        <p>Remove them, and you are in each other’s contacts no more. They are not told.</p>
        {failure !== null && <ErrorNote error={failure} />}
        <Button kind="danger" wide onClick={part}>
          Remove from my contacts
        </Button>
        <Button wide onClick={onBlock}>
          Block instead
        </Button>
        <Button wide onClick={close}>
          Leave it
        </Button>
      </div>
    </Sheet>
  );
}
