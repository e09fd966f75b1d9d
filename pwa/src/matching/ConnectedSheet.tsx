import { useHere } from "../app/here";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { Sheet } from "../ui/Sheet";
import { ContactLines } from "./ContactLines";
import type { Connection } from "./requests";
import { SharedByMe } from "./SharedByMe";

interface ConnectedSheetProps {
  connection: Connection | null;
  onClose: () => void;
}

/** The moment when both have waved: who it is, and what each lets the other keep. */
export function ConnectedSheet({ connection, onClose }: ConnectedSheetProps) {
  const here = useHere();
  return (
    <Sheet
      open={connection !== null}
      title={connection ? `You and ${connection.person.name}` : ""}
      onClose={onClose}
    >
      {connection && (
        <div class="stack">
          <span class="connected-mark">
            <Icon name="wave" />
            <Icon name="wave" />
          </span>
          <p class="lead">You would both like to meet. Look up: they are somewhere in this room.</p>
          <ContactLines contact={connection.person} />
          <SharedByMe />
          <Button kind="primary" wide onClick={onClose}>
            Good
          </Button>
          <Button wide href={here.link("/connections")}>
            My contacts
          </Button>
        </div>
      )}
    </Sheet>
  );
}
