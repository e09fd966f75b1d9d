import { expect, test } from "vitest";
import { sharedWords } from "./sharedTables";

const MORNING = { title: "Morning talk", phase: "talking", first_table: 3, tables: 4 } as const;
const OVER = { title: "Over", phase: "ended", first_table: 1, tables: 9 } as const;
const AS_MANY_AS_IT_TAKES = { title: "Anywhere", phase: "talking", first_table: 1, tables: null } as const;
const TALKS = [OVER, AS_MANY_AS_IT_TAKES, MORNING];

test.each([
  ["before them", 1, 2],
  ["after them", 7, 5],
  ["wherever tables are free", null, 5],
  ["as many as it takes", 4, null],
  ["what is no number", 0, 5],
])("nothing is said of tables %s", (_where, first, count) => {
  expect(sharedWords(TALKS, first, count)).toBeNull();
});

test.each([
  [
    1,
    3,
    "Table 3 also belongs to “Morning talk”. Whichever talk sets it first has it, and the other does without.",
  ],
  [
    5,
    9,
    "Tables 5 to 6 also belong to “Morning talk”. Whichever talk sets one first has it, and the other does without.",
  ],
  [
    1,
    20,
    "Tables 3 to 6 also belong to “Morning talk”. Whichever talk sets one first has it, and the other does without.",
  ],
])("from table %i, %i of them", (first, count, words) => {
  expect(sharedWords(TALKS, first, count)).toBe(words);
});
