import { expect, test } from "vitest";
import type { KnownFact } from "../contract/types";
import type { Connection } from "./requests";
import { newest } from "./useConnected";

const bob = { person: { id: "bob", name: "Bob" } } as Connection;
const fact = (type: string, data: object) => ({ type, data }) as KnownFact;
const asked = (id: string) => fact("matching.asked_to_meet", { meeting: { person: { id } } });

test("whoever one was connected with last is news", () => {
  expect(newest(null, fact("matching.connected", { connection: bob }))).toBe(bob);
});

test.each([
  ["one of the two asks to meet now", asked("bob")],
  ["the connection is taken back", fact("matching.disconnected", { person_id: "bob" })],
  ["they are gone", fact("people.person_gone", { person_id: "bob" })],
])("it is no news any more once %s", (_when, heard) => {
  expect(newest(bob, heard)).toBeNull();
});

test.each([
  ["somebody else asks", asked("carol")],
  ["somebody else is gone", fact("people.person_gone", { person_id: "carol" })],
])("it stays when %s", (_when, heard) => {
  expect(newest(bob, heard)).toBe(bob);
});
