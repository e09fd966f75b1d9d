import { useRef, useState } from "preact/hooks";
import { useHere } from "../app/here";
import { ProblemError } from "../live/api";
import { serverNow } from "../live/clock";
import { uuid } from "../live/uuid";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Choice";
import { ErrorNote } from "../ui/ErrorNote";
import { Field } from "../ui/Field";
import { Sheet } from "../ui/Sheet";
import { useAttempt } from "../ui/useAttempt";
import { type Appointment, localIn, propose, proposeOther } from "./later";

const HALF_HOUR_MS = 30 * 60_000;
const LONGEST_PLACE = 60;

interface LaterSheetProps {
  person: { id: string; name: string };
  /** What they have before them, to be changed; else it is a new proposal. */
  appointment?: Appointment | undefined;
  open: boolean;
  onClose: () => void;
  onProposed: (appointment: Appointment) => void;
}

/** Propose a place and a time, or another one. */
export function LaterSheet({ person, appointment, open, onClose, onProposed }: LaterSheetProps) {
  return (
    <Sheet open={open} title={`Meet ${person.name} later`} onClose={onClose}>
      <LaterForm person={person} appointment={appointment} onProposed={onProposed} />
    </Sheet>
  );
}

function LaterForm({ person, appointment, onProposed }: Omit<LaterSheetProps, "open" | "onClose">) {
  const here = useHere();
  const held = here.conference.state.value?.conference;
  const zone = held?.zone ?? "UTC";
  const places = held?.meeting_places ?? [];
  const id = useRef(uuid());
  const [place, setPlace] = useState(appointment?.place ?? places[0] ?? "Where the coffee is");
  const [local, setLocal] = useState(appointment?.local ?? localIn(zone, serverNow() + HALF_HOUR_MS));
  const { error, busy, attempt } = useAttempt();
  const flaws = error instanceof ProblemError ? error.errors : {};

  async function send(event: Event) {
    event.preventDefault();
    if (busy) return;
    const where = { place: place.trim(), local: local.slice(0, 16) };
    await attempt(async () => {
      const proposed = appointment
        ? await proposeOther(here, appointment, where)
        : await propose(here, id.current, person.id, where);
      onProposed(proposed);
    });
  }

  return (
    <form class="stack" onSubmit={send} noValidate>
      <Field
        label="When"
        type="datetime-local"
        value={local}
        onInput={setLocal}
        hint="By the clocks of the conference, for about twenty minutes."
        error={flaws.local?.[0]}
      />
      {places.length > 0 && (
        <Choice
          legend="Where"
          value={places.includes(place) ? place : null}
          onChange={setPlace}
          options={places.map((one) => ({ value: one, label: one }))}
        />
      )}
      <Field
        label={places.length > 0 ? "Or another place" : "Where"}
        value={places.includes(place) ? "" : place}
        onInput={setPlace}
        max={LONGEST_PLACE}
        autocomplete="off"
        error={flaws.place?.[0]}
      />
      {error !== null && Object.keys(flaws).length === 0 && (
        <ErrorNote error={error} kept="What you typed is still here." />
      )}
      <Button kind="primary" wide type="submit" busy={busy} disabled={place.trim() === "" || local === ""}>
        Ask them
      </Button>
    </form>
  );
}
