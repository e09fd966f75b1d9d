import { useState } from "preact/hooks";
import { useHere } from "../app/here";
import { noSignal, ROOT } from "../live/api";
import { connection } from "../live/connection";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { useAttempt } from "../ui/useAttempt";
import { LaterSheet } from "./LaterSheet";
import { type Appointment, agreeTo, cancelIt, dayAndTime } from "./later";

interface AppointmentCardProps {
  appointment: Appointment;
  onChanged: (appointment: Appointment) => void;
  /** Somebody was faster: have a look at how it is now. */
  onConflict: () => unknown;
}

/** What one has with a contact: where and when, who proposed it, and what can be done about it. */
export function AppointmentCard({ appointment, onChanged, onConflict }: AppointmentCardProps) {
  const here = useHere();
  const { error, attempt } = useAttempt();
  const [changing, setChanging] = useState(false);
  const { state, mine, person, place, local, id } = appointment;
  const name = <bdi>{person.name}</bdi>;

  async function act(step: () => Promise<Appointment>) {
    const done = await attempt(async () => onChanged(await step()));
    if (!done) await onConflict();
  }

  // The browser fetches the file by itself, and says nothing when it cannot.
  function check(event: Event) {
    if (connection.value === "connected") return;
    event.preventDefault();
    return attempt(() => Promise.reject(noSignal()));
  }

  const calendar = (
    <a
      class="button button-text"
      href={`${ROOT}${here.path(`/appointments/${id}/calendar`)}`}
      download="meeting.ics"
      onClick={check}
    >
      {state === "cancelled" ? "Take it out of my calendar" : "Put it in my calendar"}
    </a>
  );
  const another = (
    <Button kind="text" onClick={() => setChanging(true)}>
      Another time or place
    </Button>
  );

  return (
    <section class="appointment" aria-live="polite">
      <p>
        <strong>
          {dayAndTime(local)} · <bdi>{place}</bdi>
        </strong>
        <span class="quiet small">
          {state === "agreed" && "Agreed. You both have it on your phones."}
          {state === "cancelled" && "Cancelled. Nobody need say why."}
          {state === "proposed" &&
            (mine ? <>You have asked {name}.</> : <>{name} would like to meet you then.</>)}
        </span>
      </p>
      {error !== null && <ErrorNote error={error} />}
      <div class="row">
        {state === "proposed" && !mine && (
          <Button kind="primary" onClick={() => act(() => agreeTo(here, appointment))}>
            I’ll be there
          </Button>
        )}
        {state !== "proposed" && calendar}
        {state !== "cancelled" && (
          <>
            {another}
            <Button kind="text" onClick={() => act(() => cancelIt(here, appointment))}>
              {state === "agreed" ? "Cancel it" : mine ? "Take it back" : "Not this time"}
            </Button>
          </>
        )}
      </div>
      <LaterSheet
        person={person}
        appointment={appointment}
        open={changing}
        onClose={() => setChanging(false)}
        onProposed={(proposed) => {
          setChanging(false);
          onChanged(proposed);
        }}
      />
    </section>
  );
}
