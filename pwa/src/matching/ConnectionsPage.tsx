import { useState } from "preact/hooks";
import { useHere } from "../app/here";
import { EndedNotice } from "../conferences/EndedNotice";
import type { Stream } from "../live/stream";
import { useStream } from "../live/useStream";
import { BlockSheet } from "../people/BlockSheet";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Empty } from "../ui/Empty";
import { Icon } from "../ui/Icon";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { ContactLines } from "./ContactLines";
import { type Connections, openConnections, without } from "./connectionsStore";
import { PartSheet } from "./PartSheet";
import type { Connection } from "./requests";
import { SharedByMe } from "./SharedByMe";
import { TakeAlong } from "./TakeAlong";
import "./matching.css";

/** The people one keeps, each with what they share. */
export default function ConnectionsPage() {
  const here = useHere();
  const connections = useStream(() => openConnections(here), `${here.slug}/${here.personId}`);
  return (
    <Page title="My contacts">
      <EndedNotice />
      <Loaded stream={connections}>
        {(state) =>
          state.connections.length === 0 ? (
            <Empty icon="connections" title="Nobody to keep yet">
              <p>
                When you wave at somebody and they wave back, or you both ask to keep in touch after a table,
                you find them here.
              </p>
              <Button kind="primary" href={here.link("/meet")}>
                See who to meet
              </Button>
            </Empty>
          ) : (
            <>
              <ul class="stack contacts">
                {state.connections.map((one) => (
                  <Contact key={one.person.id} connection={one} stream={connections} />
                ))}
              </ul>
              <TakeAlong contacts={state.connections.map(({ person }) => person)} />
              <SharedByMe />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

/** One contact, with a menu for the rare day when one would rather part. */
function Contact({ connection, stream }: { connection: Connection; stream: Stream<Connections> }) {
  const [open, setOpen] = useState<"menu" | "block" | null>(null);
  const { person } = connection;
  const gone = () => stream.amend((state) => without(state, person.id));

  return (
    <Card as="li" label={person.name}>
      <div class="contact-row">
        <ContactLines contact={person} />
        <Button kind="text" label={`More about ${person.name}`} onClick={() => setOpen("menu")}>
          <Icon name="more" />
        </Button>
      </div>
      <PartSheet
        person={person}
        open={open === "menu"}
        onClose={() => setOpen(null)}
        onParted={gone}
        onBlock={() => setOpen("block")}
      />
      <BlockSheet person={person} open={open === "block"} onClose={() => setOpen(null)} onBlocked={gone} />
    </Card>
  );
}
