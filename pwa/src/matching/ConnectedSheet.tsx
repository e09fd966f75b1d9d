import { useEffect } from "preact/hooks";
import { useHere } from "../app/here";
import type { KnownFact } from "../contract/types";
import { overhear } from "../live/socket";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { Sheet } from "../ui/Sheet";
import { ContactLines } from "./ContactLines";
import { MeetNowButton } from "./MeetNowButton";
import type { Connection } from "./requests";
import { SharedByMe } from "./SharedByMe";

interface ConnectedSheetProps {
  connection: Connection | null;
  onClose: () => void;
}

/** The moment when both have waved: who it is, and what each lets the other keep. */
export function ConnectedSheet({ connection, onClose }: ConnectedSheetProps) {
  const here = useHere();
  const { id } = connection?.person ?? {};
  useEffect(() => {
    if (!id) return;
    // They were faster to ask: that is said over the page, so this sheet makes way.
    return overhear(here.slug, `person:${here.personId}`, (_stream, _number, heard) => {
      const fact = heard as KnownFact;
      if (fact.type === "matching.asked_to_meet" && fact.data.meeting.person.id === id) onClose();
    });
  }, [here, id]);
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
          <MeetNowButton personId={connection.person.id} primary onAsked={onClose} />
          <Button wide href={here.link("/connections")}>
            My contacts
          </Button>
          <p class="quiet small">No time just now? Among your contacts you can propose a time and a place.</p>
          <Button kind="text" wide onClick={onClose}>
            Not just now
          </Button>
        </div>
      )}
    </Sheet>
  );
}
