import { expect, test } from "vitest";
import type { KnownFact } from "../contract/types";
import { applyToCalling, type Calling, looked } from "./calling";
import { ALICE, moving, TALK, table, talk, talking } from "./scenes";

const none: Calling = { call: null, seen: null };
const set = (at = table()): KnownFact => ({ type: "tables.table_set", data: { talk: moving, table: at } });
const apply = (state: Calling, fact: KnownFact, open: string | null = null) =>
  applyToCalling(state, fact, ALICE, open);
const called = apply(none, set());

test("whoever looks elsewhere is called to their table", () => {
  expect(called.call).toEqual({ talk: TALK, table: table().id, number: 4 });
  expect(apply(called, set())).toEqual(called);
});

test("whoever has the talk open is not, nor for what changes at a table they have seen", () => {
  const seen = apply(none, set(), TALK);
  expect(seen.call).toBeNull();
  expect(apply(seen, set(table({ version: 2 }))).call).toBeNull();
  expect(apply(seen, set(table({ id: "next", number: 2 }))).call?.number).toBe(2);
});

test("having looked is enough", () => {
  expect(looked(called, TALK)).toEqual({ call: null, seen: table().id });
  expect(looked(called, "other")).toBe(called);
});

test("nobody is called to an open table: whoever sits down there is looking at it", () => {
  const sat: KnownFact = { type: "tables.table_set", data: { talk: talk({ mode: "open" }), table: table() } };
  expect(apply(none, sat)).toBe(none);
});

test("a table of others calls nobody", () => {
  expect(apply(none, set(table({ people: [] })))).toBe(none);
});

test.each<[string, KnownFact]>([
  ["the chair was freed", { type: "tables.got_up", data: { talk_id: TALK } }],
  ["the talk has ended", { type: "tables.talk_listed", data: { talk: talk({ phase: "ended" }) } }],
])("the call is over when %s", (_sentence, fact) => {
  expect(apply(called, fact).call).toBeNull();
});

test("what concerns another talk leaves it", () => {
  expect(apply(called, { type: "tables.got_up", data: { talk_id: "other" } })).toBe(called);
  expect(apply(called, { type: "tables.talk_listed", data: { talk: talking } })).toBe(called);
});
