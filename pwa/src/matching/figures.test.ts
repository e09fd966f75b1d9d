import { describe, expect, test } from "vitest";
import {
  type Acceptance,
  countUnmet,
  type Figures,
  inFives,
  judged,
  mixedInWords,
  offers,
  spread,
} from "./figures";

const figures = (here: number, unmet: number) => ({ here, unmet }) as Figures;

test.each([
  [9, 3, "3 of 9 guests have met nobody yet."],
  [9, 1, "1 of 9 guests has met nobody yet."],
  [9, 9, "None of the 9 guests has met anybody yet."],
  [1, 1, "The one guest has met nobody yet."],
  [9, 0, "Everybody has met somebody."],
  [0, 0, "No guests are here yet."],
])("of %i guests %i have met nobody", (here, unmet, words) => {
  expect(countUnmet(figures(here, unmet))).toBe(words);
});

describe("mixing", () => {
  test("is told beside chance", () => {
    expect(mixedInWords({ tenths: 6, by_chance: 7 }, "came in by different ways")).toBe(
      "6 of 10 pairs who have met came in by different ways. By chance alone it would be 7.",
    );
  });

  test.each([
    [8, 7, "More than chance would bring about."],
    [7, 7, "As chance would have it."],
    [6, 7, "Like keeps to like a little. Table talks mix the room."],
  ])("%i of 10 beside %i by chance", (tenths, by_chance, words) => {
    expect(judged({ tenths, by_chance })).toBe(words);
  });
});

test("what was offered stands beside what came of it", () => {
  const told: Acceptance = {
    waved: 35,
    waved_back: 20,
    asked_now: 10,
    agreed_now: 5,
    met_now: 5,
    proposed_later: 5,
    agreed_later: 0,
  };
  expect(offers(told).map(({ what, offered }) => [what, offered])).toEqual([
    ["Waves", 35],
    ["Asked to meet now", 10],
    ["Proposed for later", 5],
  ]);
  expect(offers(told)[1]?.taken).toEqual([
    ["Agreed", 5],
    ["Said that they met", 5],
  ]);
});

test("what is below five is not told", () => {
  expect([0, 5, 35].map(inFives)).toEqual(["fewer than 5", "5", "35"]);
});

test("lists are told by how many others somebody is suggested to", () => {
  const told = { none: 0, up_to_five: 5, up_to_ten: 40, more: 10 };
  expect(spread(told)).toEqual([
    ["To nobody", 0],
    ["To 1 to 5 people", 5],
    ["To 6 to 10 people", 40],
    ["To more than 10", 10],
  ]);
});
