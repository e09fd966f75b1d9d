import { expect, test } from "vitest";
import { append, applyToGuests, type Guest, type Guests, narrow, putGuest } from "./guestStore";

function guest(name: string, more: Partial<Guest> = {}): Guest {
  return {
    id: name,
    name,
    organisation: null,
    position: null,
    backgrounds: ["agent"],
    role: "attendee",
    hidden: false,
    muted: false,
    muted_because: null,
    appeal_answer: null,
    banned_because: null,
    appeal: null,
    joined_at: "2026-11-22T10:00:00.000Z",
    version: 1,
    ...more,
  };
}

const page = (people: Guest[], next: string | null = null): Guests => ({
  number: 4,
  people,
  total: 2,
  next,
  anew: false,
});
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

test("whoever leaves is gone and not counted; told twice, once", () => {
  const fact = { type: "people.person_gone", data: { person_id: "Alice" } } as const;
  const once = applyToGuests(both, fact, "");
  expect(names(once)).toEqual(["Bob"]);
  expect(once.total).toBe(1);
  expect(applyToGuests(once, fact, "")).toEqual(once);
});

test("what is not about people changes nothing", () => {
  expect(applyToGuests(both, { type: "stories.withdrawn", data: {} } as never, "")).toBe(both);
});

test("a search hears of those it is for, by name or organisation, without case and accents", () => {
  const josé = guest("José", { organisation: "Ölwerk" });
  expect(names(putGuest(page([]), josé, "jose"))).toEqual(["José"]);
  expect(names(putGuest(page([]), josé, "OLW"))).toEqual(["José"]);
  expect(names(putGuest(page([]), josé, "bob"))).toEqual([]);
});

test("what is typed narrows what is known at once", () => {
  expect(names(narrow(both, "aLi"))).toEqual(["Alice"]);
  expect(narrow(both, " ")).toBe(both);
});

test("whoever goes on being looked for stays where they were, also under another name", () => {
  const found = page([guest("Alice")]);
  expect(names(putGuest(found, guest("Zoe", { id: "Alice", version: 2 }), "ali"))).toEqual(["Zoe"]);
});

test("whoever is on a page not fetched yet comes with it, once", () => {
  const first = page([guest("Alice"), guest("Bob")], "Bob.1");
  expect(putGuest(first, guest("Zoe"), "")).toEqual(first);
  expect(names(putGuest(first, guest("Ana"), ""))).toEqual(["Alice", "Ana", "Bob"]);
  const whole = append(first, page([guest("Bob"), guest("Zoe")]));
  expect(names(whole)).toEqual(["Alice", "Bob", "Zoe"]);
  expect(whole.next).toBeNull();
  const renamed = append(first, page([guest("Yan", { id: "Bob", version: 2 }), guest("Zoe")]));
  expect(names(renamed)).toEqual(["Alice", "Yan", "Zoe"]);
});

test("a list that begins anew takes the place of the one before, and goes on from there", () => {
  const first = page([guest("Alice"), guest("Bob")], "Bob.1");
  const anew = { ...page([guest("Alice"), guest("Carol")], "Carol.1"), anew: true };
  expect(append(first, anew)).toBe(anew);
  const whole = append(anew, page([guest("Dora")]));
  expect(names(whole)).toEqual(["Alice", "Carol", "Dora"]);
});
