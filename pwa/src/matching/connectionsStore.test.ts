import { expect, test } from "vitest";
import type { KnownFact, Schema } from "../contract/types";
import { applyToConnections, type Connections, tellsTooLittle } from "./connectionsStore";
import type { Connection } from "./requests";

function connection(id: string, minute: number, organisation: string | null = "Harbour Bank"): Connection {
  return {
    person: { id, name: id, organisation, position: null, openness: "come-and-talk", link: null },
    at: `2026-11-22T10:0${minute}:00.000Z`,
    met_at: null,
    reason: null,
    ask: null,
  };
}

const before: Connections = {
  number: 4,
  feed_number: 9,
  connections: [connection("bob", 2), connection("carol", 1, null)],
};

const connected = (one: Connection): KnownFact => ({ type: "matching.connected", data: { connection: one } });
const ids = ({ connections }: Connections) => connections.map(({ person }) => person.id);

test("the newest comes first, and nobody is there twice", () => {
  const once = applyToConnections(before, connected(connection("dave", 3)));
  expect(ids(once)).toEqual(["dave", "bob", "carol"]);
  expect(applyToConnections(once, connected(connection("dave", 3)))).toEqual(once);
});

test("who parted or left is gone", () => {
  const parted: KnownFact = { type: "matching.disconnected", data: { person_id: "bob" } };
  const left: KnownFact = { type: "people.person_gone", data: { person_id: "carol" } };
  expect(ids(applyToConnections(applyToConnections(before, parted), left))).toEqual([]);
});

const card = {
  name: "Caroline",
  organisation: "Parcelwise",
  position: "manager",
  backgrounds: [],
  openness: "not-now",
} as const;

function changed(id: string, what: Partial<Schema<"PersonCard">> = {}): KnownFact {
  const person = { ...card, backgrounds: [], id, ...what };
  return { type: "people.card_changed", data: { person } };
}

test("a changed card tells what is shared by now, be it more or less", () => {
  const less = changed("bob", { organisation: null });
  const state = applyToConnections(applyToConnections(before, less), changed("carol"));
  expect(state.connections.map(({ person }) => [person.name, person.organisation, person.position])).toEqual([
    ["Caroline", null, "manager"],
    ["Caroline", "Parcelwise", "manager"],
  ]);
  expect(state.connections.map(({ person }) => person.openness)).toEqual(["not-now", "not-now"]);
});

test("a card does not tell the link, so that is fetched, unless only how open they are has changed", () => {
  const bob = { name: "bob", openness: "come-and-talk" } as const;
  expect(tellsTooLittle(before, changed("bob", bob))).toBe(true);
  expect(tellsTooLittle(before, changed("bob", { ...bob, openness: "not-now" }))).toBe(false);
  expect(tellsTooLittle(before, changed("bob", { ...bob, name: "Robert" }))).toBe(true);
  expect(tellsTooLittle(before, changed("mallory", bob))).toBe(false);
});

test("unknown facts leave all as it is", () => {
  const fact = { type: "tomorrow.invented", data: {} } as unknown as KnownFact;
  expect(applyToConnections(before, fact)).toBe(before);
});
