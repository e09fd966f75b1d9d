import type { Here } from "../app/here";
import type { KnownFact, Schema } from "../contract/types";
import { request } from "../live/api";
import { openStream, type Stream } from "../live/stream";
import { isMoreToKnow } from "./more";

export type Appointment = Schema<"Appointment">;
export type Appointments = Schema<"AppointmentList">;

/** A place, and a time as clocks show it where the conference is held: "2026-11-23T14:10". */
export interface WhenAndWhere {
  place: string;
  local: string;
}

type Place = Pick<Here, "path">;

/** Propose a place and a time to a contact. `id`: made on this phone, so that it may be sent twice. */
export function propose(
  here: Place,
  id: string,
  personId: string,
  where: WhenAndWhere,
): Promise<Appointment> {
  return request("PUT", here.path(`/appointments/${id}`), { person_id: personId, ...where });
}

/** Propose another place or time. */
export function proposeOther(
  here: Place,
  { id, version }: Appointment,
  where: WhenAndWhere,
): Promise<Appointment> {
  return request("PATCH", here.path(`/appointments/${id}`), { version, ...where });
}

/** Agree to what the other proposed. */
export function agreeTo(here: Place, { id, version }: Appointment): Promise<Appointment> {
  return request("PUT", here.path(`/appointments/${id}/agreed`), { version });
}

/** Cancel it, whoever proposed it. */
export function cancelIt(here: Place, { id }: Appointment): Promise<Appointment> {
  return request("DELETE", here.path(`/appointments/${id}`));
}

/** Pure: one's appointments after a fact of the stream `person:{id}` or `feed`. */
export function applyToAppointments(state: Appointments, fact: KnownFact): Appointments {
  switch (fact.type) {
    case "matching.appointment_changed":
      return withAppointment(state, fact.data.appointment);
    case "matching.disconnected":
    case "people.person_gone": {
      const { person_id } = fact.data;
      return { ...state, appointments: state.appointments.filter(({ person }) => person.id !== person_id) };
    }
    case "people.card_changed": {
      const { person } = fact.data;
      const change = (one: Appointment) => (one.person.id === person.id ? { ...one, person } : one);
      return { ...state, appointments: state.appointments.map(change) };
    }
    default:
      return state;
  }
}

/** Pure: with an appointment as it is now. One that is cancelled stays until it is asked for anew, to say so. */
export function withAppointment(state: Appointments, changed: Appointment): Appointments {
  const known = state.appointments.find(({ id }) => id === changed.id);
  if (known && known.version > changed.version) return state;
  const others = state.appointments.filter(({ id }) => id !== changed.id);
  return {
    ...state,
    appointments: [...others, changed].sort((one, other) => one.at.localeCompare(other.at)),
  };
}

/** Pure: what one has with somebody, the latest word on it; or undefined. `now`: epoch milliseconds. */
export function withPerson(
  state: Appointments | null,
  personId: string,
  now: number,
): Appointment | undefined {
  const theirs = state?.appointments.filter(
    (one) => one.person.id === personId && Date.parse(one.ends_at) > now,
  );
  return theirs?.find(({ state: how }) => how !== "cancelled") ?? theirs?.at(-1);
}

const SOON_MS = 60 * 60_000;

/** Pure: what Home says: somebody's proposal, else what is agreed and begins within the hour. `now`: epoch milliseconds. */
export function pressing(state: Appointments | null, now: number): Appointment | undefined {
  const ahead = state?.appointments.filter(({ ends_at }) => Date.parse(ends_at) > now);
  return (
    ahead?.find(({ state: how, at }) => how === "agreed" && Date.parse(at) - now <= SOON_MS) ??
    ahead?.find(({ state: how, mine, at }) => how === "proposed" && !mine && Date.parse(at) > now)
  );
}

/** Pure: how long until then: "In 10 minutes", "Now". `now`: epoch milliseconds. */
export function inHowLong(at: string, now: number): string {
  const minutes = Math.ceil((Date.parse(at) - now) / 60_000);
  if (minutes <= 0) return "Now";
  return minutes === 1 ? "In a minute" : `In ${minutes} minutes`;
}

/** Pure: "Monday at 14:10", as clocks show it where the conference is held. `local`: without a zone. */
export function dayAndTime(local: string): string {
  const day = new Date(`${local}Z`).toLocaleDateString("en-GB", { weekday: "long", timeZone: "UTC" });
  return `${day} at ${local.slice(11, 16)}`;
}

/** Pure: what clocks in `zone` show at a moment, to ten minutes: "2026-11-23T14:10". `now`: epoch milliseconds. */
export function localIn(zone: string, now: number): string {
  const round = Math.ceil(now / 600_000) * 600_000;
  // Swedish writes days and times as we keep them.
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" })
    .format(round)
    .replace(" ", "T");
}

/** Follow one's appointments. */
export function openAppointments(here: Here): Stream<Appointments> {
  const { slug: conference } = here;
  return openStream<Appointments>({
    conference,
    stream: `person:${here.personId}`,
    keptAs: "appointments",
    load: (signal) => request("GET", here.path("/appointments"), undefined, { signal }),
    apply: applyToAppointments,
    tellsTooLittle: isMoreToKnow,
    further: [{ stream: "feed", at: (list) => list.feed_number }],
  });
}
