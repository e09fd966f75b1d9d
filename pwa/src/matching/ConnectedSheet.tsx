import { useState } from "preact/hooks";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { Sheet } from "../ui/Sheet";
import { toast } from "../ui/toast";
import { Ask } from "./Ask";
import { ContactLines } from "./ContactLines";
import { LaterSheet } from "./LaterSheet";
import { MeetNowButton } from "./MeetNowButton";
import type { Connection } from "./requests";
import { SharedByMe } from "./SharedByMe";
import { spoken } from "./words";
import "./matching.css";

interface ConnectedSheetProps {
  connection: Connection | null;
  onClose: () => void;
}

/** The moment when both have waved: why, what to say first, and whether to meet now or later. */
export function ConnectedSheet({ connection, onClose }: ConnectedSheetProps) {
  const [later, setLater] = useState(false);
  const name = connection?.person.name ?? "";

  function close() {
    setLater(false);
    onClose();
  }

  return (
    <>
      <Sheet open={connection !== null && !later} title={`You and ${name}`} onClose={close}>
        {connection && (
          <div class="stack">
            <span class="connected-mark">
              <Icon name="wave" />
              <Icon name="wave" />
            </span>
            <p class="lead">
              You would both like to meet. {connection.reason && spoken(connection.reason)} Look up: they are
              somewhere in this room.
            </p>
            {connection.ask && <Ask question={connection.ask} />}
            <MeetNowButton person={connection.person} kind="primary" onAsked={close} />
            <Button wide onClick={() => setLater(true)}>
              Meet later
            </Button>
            <Button kind="text" wide onClick={close}>
              Not just now
            </Button>
            {shares(connection) && <ContactLines contact={connection.person} />}
            <SharedByMe />
          </div>
        )}
      </Sheet>
      {connection && (
        <LaterSheet
          person={connection.person}
          open={later}
          onClose={close}
          onProposed={() => {
            close();
            toast(`${name} is asked. You find it among your contacts.`);
          }}
        />
      )}
    </>
  );
}

function shares({ person: { organisation, position, link } }: Connection): boolean {
  return Boolean(organisation || position || link);
}
