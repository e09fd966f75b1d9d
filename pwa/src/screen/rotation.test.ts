import { expect, test } from "vitest";
import { readingTime, spaced } from "./rotation";

test("a long story stays longer, and none for ever", () => {
  expect(readingTime({ text: "a".repeat(20) })).toBeLessThan(10_000);
  expect(readingTime({ text: "a".repeat(600) })).toBe(45_000);
  expect(readingTime({ text: "言".repeat(600) })).toBe(90_000);
  expect(readingTime({ text: "👩‍👩‍👧‍👦".repeat(20) })).toBeLessThan(10_000);
});

test("a code is read in two halves", () => {
  expect(spaced("YHMV9J6T")).toBe("YHMV 9J6T");
});
