import { describe, expect, test } from "vitest";
import type { KnownFact } from "../contract/types";
import { applyToFree, type FreeList, freeAt, freeFirst, minutesFree } from "./freeNow";
import { wordWhenFree } from "./turningOver";

const NINE = Date.parse("2026-11-23T09:00:00Z");
const TEN_PAST = "2026-11-23T09:10:00Z";
const minutes = (count: number) => NINE + count * 60_000;
const list = (...people: string[]): FreeList => ({
  number: 1,
  people: people.map((person_id) => ({ person_id, until: TEN_PAST })),
});
const told = (person_id: string, until: string | null): KnownFact => ({
  type: "matching.free_now",
  data: { person_id, until },
});

describe("who is free", () => {
  test("is told, once however often it is heard, and taken back", () => {
    const one = applyToFree(list(), told("bob", TEN_PAST));
    expect(applyToFree(one, told("bob", TEN_PAST))).toEqual(one);
    expect(one).toEqual(list("bob"));
    expect(applyToFree(one, told("bob", null))).toEqual(list());
    expect(applyToFree(one, told("carol", null))).toEqual(one);
  });

  test("goes with who goes", () => {
    const gone: KnownFact = { type: "people.person_gone", data: { person_id: "bob" } };
    expect(applyToFree(list("bob", "carol"), gone)).toEqual(list("carol"));
  });

  test("is free by the clock alone, whatever is heard", () => {
    expect(freeAt(list("bob"), minutes(9))).toEqual(new Set(["bob"]));
    expect(freeAt(list("bob"), minutes(10))).toEqual(new Set());
    expect(freeAt(null, NINE)).toEqual(new Set());
  });
});

test.each([
  [0, 10],
  [9.5, 1],
  [10, null],
])("after %d minutes there are %s left", (passed, left) => {
  expect(minutesFree(list("me"), "me", minutes(passed))).toBe(left);
  expect(minutesFree(list("me"), "bob", minutes(passed))).toBeNull();
});

test("those who are free come first, and nobody else changes places", () => {
  const people = ["alice", "bob", "carol", "dora"].map((id) => ({ person: { id } }));
  const order = freeFirst(people, new Set(["dora", "bob", "elsewhere"])).map(({ person }) => person.id);
  expect(order).toEqual(["bob", "dora", "alice", "carol"]);
});

test("whoever turns over their word to be free is as open as before a pause", () => {
  expect(wordWhenFree({ openness: "say-hello-first", paused_until: TEN_PAST })).toBe("say-hello-first");
  expect(wordWhenFree({ openness: "not-now", paused_until: null })).toBe("come-and-talk");
});
