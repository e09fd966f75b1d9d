import { describe, expect, test } from "vitest";
import { ALICE, BOB, table } from "./scenes";
import { concerned, hereWords, neighbours, viewInWords, waitingTitle } from "./words";

test("counts in words", () => {
  expect([0, 1, 12].map(hereWords)).toEqual(["Nobody is here yet", "1 person is here", "12 people are here"]);
  expect(concerned(1, 1)).toBe("1 person at 1 table");
  expect(concerned(12, 3)).toBe("12 people at 3 tables");
  expect(concerned(12, 0)).toBe("12 people");
});

test("neighbours are those beside oneself", () => {
  expect(neighbours(table(), ALICE).map(({ person }) => person.id)).toEqual([BOB]);
});

describe("a screen reader says", () => {
  const alone = table({ people: [] });
  test.each([
    ["where one sits, and with whom", table(), true, "You’re at table 4, yellow diamond, with Bob."],
    ["that it has begun", table(), false, "You’re at table 4, yellow diamond, with Bob. The talk has begun."],
    ["who stays", table({ stays: [ALICE] }), true, "You stay at table 4, yellow diamond, with Bob."],
    ["no company where there is none", alone, true, "You’re at table 4, yellow diamond."],
  ])("%s", (_sentence, at, isMoving, words) => {
    expect(viewInWords({ at: "table", table: at, moving: isMoving }, ALICE)).toBe(words);
  });
});

describe("a page without a chair is called", () => {
  const late = { why: "late", first: true, table: null } as const;
  const full = { why: "full", first: true, table: null } as const;
  test.each([
    ["after why, and the round", full, false, "Every chair is taken this round"],
    ["after the next round, when this one is nearly over", late, false, "You’re in from the next round"],
    [
      "after the table they are promised",
      { ...late, table: 4 },
      false,
      "You’re in from the next round, at table 4",
    ],
    [
      "without a promise, where more wait than there are chairs",
      { ...late, first: false },
      false,
      "This round is nearly over",
    ],
    ["after the next round, for who moved on", null, false, "You’re in from the next round"],
    ["honestly, in the last round", full, true, "Every chair is taken"],
    ["honestly, at its end", late, true, "This was the last round"],
  ])("%s", (_sentence, waiting, never, title) => {
    expect(waitingTitle({ at: "waiting", never, waiting })).toBe(title);
  });
});
