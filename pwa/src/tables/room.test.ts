import { describe, expect, test } from "vitest";
import { listedWords, phaseWords, planOf, standingWords } from "./room";
import { ALICE, BOB, CAROL, guest, moving, room, talk, talking } from "./scenes";

const alice = guest(ALICE, "Alice", 1);
const bob = guest(BOB, "Bob", 2);
const carol = guest(CAROL, "Carol");
const tables = [
  { number: 1, heads: 1 },
  { number: 2, heads: 1 },
  { number: 3, heads: 0 },
];

describe("the room", () => {
  test("shows who sits where, who has no chair, and tables that are empty", () => {
    expect(planOf(room({ talk: moving, people: [alice, bob, carol], tables }))).toEqual({
      tables: [
        { number: 1, people: [alice] },
        { number: 2, people: [bob] },
        { number: 3, people: [] },
      ],
      standing: [carol],
    });
  });

  test("has no tables between rounds", () => {
    const between = talk({ phase: "setting", round: 2, version: 6 });
    expect(planOf(room({ talk: between, people: [alice], tables }))).toEqual({
      tables: [],
      standing: [alice],
    });
  });
});

describe("a phase in words", () => {
  test.each([
    ["Gathering", talk()],
    ["Round 1 of 2, setting the tables", talk({ phase: "setting", round: 1, paused_left: 45 })],
    ["Round 1 of 2, walking to the tables", moving],
    ["Round 1 of 2, talking", talking],
    ["Round 1 of 2, paused", talk({ ...talking, paused_left: 60 })],
    ["Ended", talk({ phase: "ended", round: 2 })],
  ])("%s", (words, view) => {
    expect(phaseWords(view)).toBe(words);
  });
});

describe("those without a chair", () => {
  test.each([
    ["Here", talk()],
    ["In from the next round", talking],
    ["Without a chair this round", talk({ ...talking, tables: 2 })],
    ["Without a chair", talk({ ...talking, round: 2 })],
    ["Were here", talk({ phase: "ended", round: 2 })],
  ])("%s", (words, view) => {
    expect(standingWords(view)).toBe(words);
  });
});

test("a list says no more of a talk than it hears", () => {
  const words = (["gathering", "setting", "moving", "talking", "ended"] as const).map((phase) =>
    listedWords({ phase }),
  );
  expect(words).toEqual(["Gathering", "On now", "On now", "On now", "Ended"]);
});
