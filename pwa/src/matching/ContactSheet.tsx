import { useState } from "preact/hooks";
import { useEnded, useHere } from "../app/here";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Sheet } from "../ui/Sheet";
import { toast } from "../ui/toast";
import { saveAsContacts } from "./addressBook";
import { MeetNowButton } from "./MeetNowButton";
import { type Connection, disconnect } from "./requests";

interface ContactSheetProps {
  connection: Connection;
  open: boolean;
  onClose: () => void;
  onParted: () => void;
  onBlock: () => void;
  /** Meet them later; null while something is proposed or agreed. */
  onLater: (() => void) | null;
}

/** What can be done with one contact: keep it, or take the connection back for both, without a word to the other. */
export function ContactSheet({ connection, open, onClose, onParted, onBlock, onLater }: ContactSheetProps) {
  const here = useHere();
  const ended = useEnded();
  const { person } = connection;
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
        {!ended && <MeetNowButton person={person} onAsked={close} />}
        {!ended && onLater && (
          <Button wide onClick={onLater}>
            Meet later
          </Button>
        )}
        <Button wide onClick={() => saveAsContacts(here, [connection])}>
          Save as a contact
        </Button>
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
