import { useEffect, useState } from "preact/hooks";
import { ErrorBoundary } from "preact-iso";
import { useEnded, useHere } from "../app/here";
import { part } from "../app/page";
import { EndedNotice } from "../conferences/EndedNotice";
import type { KnownFact } from "../contract/types";
import { serverNow } from "../live/clock";
import { overhear } from "../live/socket";
import type { Stream } from "../live/stream";
import { useStream } from "../live/useStream";
import { BlockSheet } from "../people/BlockSheet";
import { OpennessMark } from "../people/OpennessMark";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Empty } from "../ui/Empty";
import { Icon } from "../ui/Icon";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { useTick } from "../ui/tick";
import { ContactLines } from "./ContactLines";
import { ContactNote } from "./ContactNote";
import { ContactSheet } from "./ContactSheet";
import { type Connections, openConnections, without } from "./connectionsStore";
import { LaterSheet } from "./LaterSheet";
import { type Appointment, type Appointments, openAppointments, withAppointment, withPerson } from "./later";
import { MeetNowButton } from "./MeetNowButton";
import { forgetNote } from "./note";
import type { Connection } from "./requests";
import { SharedByMe } from "./SharedByMe";
import { TakeAlong } from "./TakeAlong";
import { howMet } from "./words";
import "./matching.css";
import "./later.css";

const AppointmentCard = part(() =>
  import("./AppointmentCard").then(({ AppointmentCard }) => AppointmentCard),
);
const MINUTE_MS = 60_000;

/** The people one keeps, each with what they share, how one met, and what one noted. */
export default function ConnectionsPage() {
  const here = useHere();
  const connections = useStream(() => openConnections(here), `${here.slug}/${here.personId}`);
  const appointments = useStream(() => openAppointments(here), `${here.slug}/${here.personId}`);

  useEffect(
    () =>
      overhear(here.slug, `person:${here.personId}`, (_stream, _number, heard) => {
        const fact = heard as KnownFact;
        // How one met is another story now.
        if (fact.type === "matching.meeting_ended" && fact.data.meeting.state === "met")
          void connections.refresh();
      }),
    [here, connections],
  );

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
                  <Contact
                    key={one.person.id}
                    connection={one}
                    stream={connections}
                    appointments={appointments}
                  />
                ))}
              </ul>
              <TakeAlong connections={state.connections} />
              <SharedByMe />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

/** One contact, with a menu to take it along alone, or, on a rare day, to part. */
interface ContactProps {
  connection: Connection;
  stream: Stream<Connections>;
  appointments: Stream<Appointments>;
}

function Contact({ connection, stream, appointments }: ContactProps) {
  const [open, setOpen] = useState<"menu" | "block" | "later" | null>(null);
  const { slug } = useHere();
  const ended = useEnded();
  const { person } = connection;
  useTick(MINUTE_MS);
  const appointment = withPerson(appointments.state.value, person.id, serverNow());
  const changed = (one: Appointment) => appointments.amend((state) => withAppointment(state, one));

  function gone() {
    forgetNote(slug, person.id);
    stream.amend((state) => without(state, person.id));
  }

  return (
    <Card as="li" label={person.name}>
      <div class="contact-row">
        <ContactLines contact={person} />
        <Button kind="text" label={`More about ${person.name}`} onClick={() => setOpen("menu")}>
          <Icon name="more" />
        </Button>
      </div>
      {person.openness !== "come-and-talk" && <OpennessMark openness={person.openness} />}
      <p class="quiet small">{howMet(connection)}</p>
      <ErrorBoundary>
        {appointment && (
          <AppointmentCard appointment={appointment} onChanged={changed} onConflict={appointments.refresh} />
        )}
      </ErrorBoundary>
      {!ended && !appointment && connection.met_at === null && (
        <div class="row to-do">
          {person.openness !== "not-now" && <MeetNowButton person={person} kind="text" onAsked={() => {}} />}
          <Button kind="text" label={`Meet later: ${person.name}`} onClick={() => setOpen("later")}>
            Meet later
          </Button>
        </div>
      )}
      <ContactNote contact={person} />
      <ContactSheet
        connection={connection}
        open={open === "menu"}
        onClose={() => setOpen(null)}
        onParted={gone}
        onBlock={() => setOpen("block")}
        onLater={appointment && appointment.state !== "cancelled" ? null : () => setOpen("later")}
      />
      <LaterSheet
        person={person}
        open={open === "later"}
        onClose={() => setOpen(null)}
        onProposed={(one) => {
          changed(one);
          setOpen(null);
        }}
      />
      <BlockSheet person={person} open={open === "block"} onClose={() => setOpen(null)} onBlocked={gone} />
    </Card>
  );
}
