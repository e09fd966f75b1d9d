import { expect, test } from "vitest";
import { append, applyToGuests, fold, type Guest, type Guests, putGuest } from "./guestStore";

function guest(name: string, more: Partial<Guest> = {}): Guest {
  return {
    id: name,
    name,
    organisation: null,
    position: null,
    backgrounds: ["agent"],
    role: "attendee",
    hidden: false,
    joined_at: "2026-11-22T10:00:00.000Z",
    version: 1,
    ...more,
  };
}

const page = (people: Guest[], next: string | null = null): Guests => ({ number: 4, people, total: 2, next });
const both = page([guest("Alice"), guest("Bob")]);
const names = ({ people }: Guests) => people.map(({ name }) => name);

test("whoever joins is there at once, in the order of names, and counted; told twice, once", () => {
  const fact = { type: "people.guest_changed", data: { guest: guest("Ana"), total: 3 } } as const;
  const once = applyToGuests(both, fact, "");
  expect(names(once)).toEqual(["Alice", "Ana", "Bob"]);
  expect(once.total).toBe(3);
  expect(applyToGuests(once, fact, "")).toEqual(once);
});

test("whoever changes is changed in place, and an older word of them changes nothing", () => {
  const renamed = putGuest(both, guest("Zoe", { id: "Alice", version: 2 }), "");
  expect(names(renamed)).toEqual(["Bob", "Zoe"]);
  expect(putGuest(renamed, guest("Alice"), "")).toEqual(renamed);
});

test("whoever leaves is gone", () => {
  const fact = { type: "people.person_gone", data: { person_id: "Alice" } } as const;
  expect(names(applyToGuests(both, fact, ""))).toEqual(["Bob"]);
});

test("a search hears of those it is for, by name or organisation, without case and accents", () => {
  const josé = guest("José", { organisation: "Ölwerk" });
  expect(fold("José Ölwerk")).toBe("jose olwerk");
  expect(names(putGuest(page([]), josé, "jose"))).toEqual(["José"]);
  expect(names(putGuest(page([]), josé, "OLW"))).toEqual(["José"]);
  expect(names(putGuest(page([]), josé, "bob"))).toEqual([]);
});

test("whoever is on a page not fetched yet comes with it, once", () => {
  const first = page([guest("Alice"), guest("Bob")], "bob~Bob");
  expect(putGuest(first, guest("Zoe"), "")).toEqual(first);
  expect(names(putGuest(first, guest("Ana"), ""))).toEqual(["Alice", "Ana", "Bob"]);
  const whole = append(first, page([guest("Bob"), guest("Zoe")]));
  expect(names(whole)).toEqual(["Alice", "Bob", "Zoe"]);
  expect(whole.next).toBeNull();
});
