import { expect, test } from "vitest";
import { tableMark, tableWords } from "./marks";

test("the first 64 tables all differ", () => {
  const words = new Set(Array.from({ length: 64 }, (_, index) => tableWords(index + 1)));
  expect(words.size).toBe(64);
});

test("neighbours differ in colour and in shape", () => {
  for (let number = 1; number < 200; number++) {
    expect(tableMark(number + 1).colour).not.toBe(tableMark(number).colour);
    expect(tableMark(number + 1).shape).not.toBe(tableMark(number).shape);
  }
});

test("a table keeps its mark on phone, wall and card", () => {
  expect([1, 2, 8, 9, 64].map(tableWords)).toEqual([
    "orange circle",
    "light blue square",
    "black drop",
    "orange square",
    "black cross",
  ]);
});
