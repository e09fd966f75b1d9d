import { expect, test } from "vitest";
import type { KnownFact } from "../contract/types";
import {
  type Appointment,
  type Appointments,
  applyToAppointments,
  dayAndTime,
  inHowLong,
  localIn,
  pressing,
  withPerson,
} from "./later";

const NOW = Date.parse("2026-11-23T09:00:00.000Z");

function appointment(id: string, at: string, changes: Partial<Appointment> = {}): Appointment {
  const begins = Date.parse(`2026-11-23T${at}:00.000Z`);
  return {
    id,
    person: {
      id: `p-${id}`,
      name: "Tom",
      organisation: null,
      position: null,
      backgrounds: [],
      openness: "come-and-talk",
    },
    state: "proposed",
    mine: false,
    place: "By the coffee",
    at: new Date(begins).toISOString(),
    ends_at: new Date(begins + 20 * 60_000).toISOString(),
    local: `2026-11-23T${at}`,
    version: 1,
    ...changes,
  };
}

function list(...appointments: Appointment[]): Appointments {
  return { number: 1, feed_number: 9, appointments };
}

function after(state: Appointments, type: string, data: unknown): string[] {
  const { appointments } = applyToAppointments(state, { type, data } as KnownFact);
  return appointments.map(({ id, state: how }) => `${id} ${how}`);
}

test("an appointment takes the place of what was known of it, unless that is newer, the next first", () => {
  const state = list(appointment("a", "10:00", { version: 2 }), appointment("b", "11:00"));
  const changed = (version: number) => ({
    appointment: appointment("a", "12:00", { version, state: "agreed" }),
  });
  expect(after(state, "matching.appointment_changed", changed(3))).toEqual(["b proposed", "a agreed"]);
  expect(after(state, "matching.appointment_changed", changed(1))).toEqual(["a proposed", "b proposed"]);
});

test("with whoever is gone, or no contact any more, there is none", () => {
  const state = list(appointment("a", "10:00"), appointment("b", "11:00"));
  expect(after(state, "people.person_gone", { person_id: "p-a" })).toEqual(["b proposed"]);
  expect(after(state, "matching.disconnected", { person_id: "p-b" })).toEqual(["a proposed"]);
});

test("a contact shows what is ahead, else that it was cancelled, and nothing once it is over", () => {
  const person = appointment("x", "10:00").person;
  const cancelled = appointment("a", "10:00", { person, state: "cancelled" });
  const ahead = appointment("b", "11:00", { person });
  expect(withPerson(list(cancelled, ahead), person.id, NOW)).toBe(ahead);
  expect(withPerson(list(cancelled), person.id, NOW)).toBe(cancelled);
  expect(withPerson(list(appointment("c", "08:00", { person })), person.id, NOW)).toBeUndefined();
});

test("Home says what is agreed and near, then who asks", () => {
  const near = appointment("near", "09:50", { state: "agreed" });
  const far = appointment("far", "11:50", { state: "agreed" });
  const asks = appointment("asks", "12:00");
  const mine = appointment("mine", "12:00", { mine: true });
  expect(pressing(list(far, asks, near), NOW)).toBe(near);
  expect(pressing(list(far, mine, asks), NOW)).toBe(asks);
  expect(pressing(list(far, mine), NOW)).toBeUndefined();
  expect(pressing(null, NOW)).toBeUndefined();
});

test("times are said as one says them", () => {
  expect(inHowLong("2026-11-23T09:10:00.000Z", NOW)).toBe("In 10 minutes");
  expect(inHowLong("2026-11-23T09:00:30.000Z", NOW)).toBe("In a minute");
  expect(inHowLong("2026-11-23T08:59:00.000Z", NOW)).toBe("Now");
  expect(dayAndTime("2026-11-23T14:10")).toBe("Monday at 14:10");
  expect(localIn("Asia/Tokyo", NOW + 1)).toBe("2026-11-23T18:10");
});
