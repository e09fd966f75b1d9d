import { expect, test } from "vitest";
import type { Schema } from "../contract/types";
import { summaryLines } from "./summary";

const HELD: Schema<"TalkSummary"> = {
  planned: 3,
  held: 3,
  people: 21,
  tables: 5,
  new_pairs: 102,
  repeats: 0,
  empty_chairs: 0,
  late: 0,
  takeaways: 0,
};

test("a talk that went as planned", () => {
  expect(summaryLines(HELD)).toEqual([
    "3 rounds, 21 people at 5 tables",
    "102 pairs met for the first time",
    "Nobody met anybody twice",
  ]);
});

test("a talk as talks are", () => {
  expect(summaryLines({ ...HELD, held: 1, repeats: 1, empty_chairs: 2, late: 1, takeaways: 4 })).toEqual([
    "1 of 3 rounds, 21 people at 5 tables",
    "102 pairs met for the first time",
    "1 pair had met before",
    "2 chairs stood empty when a round ended",
    "1 person came late",
    "4 tables put down what they take away",
  ]);
});

test("a talk that came to nothing", () => {
  expect(summaryLines({ ...HELD, held: 0 })).toEqual(["No round was talked through."]);
});
