import { describe, expect, test } from "vitest";
import { ALICE, BOB, table } from "./scenes";
import { concerned, hereWords, neighbours, viewInWords } from "./words";

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
    ["no company where there is none", alone, true, "You’re at table 4, yellow diamond."],
  ])("%s", (_sentence, at, isMoving, words) => {
    expect(viewInWords({ at: "table", table: at, moving: isMoving }, ALICE)).toBe(words);
  });
});
