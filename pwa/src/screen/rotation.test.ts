import { expect, test } from "vitest";
import { columnsFor, following, readingTime, spaced } from "./rotation";

const [a, b] = [
  { id: "a", text: "" },
  { id: "b", text: "" },
];

test("stories go round, and a vanished one gives way to the first", () => {
  expect(following([a, b], "a")).toBe(b);
  expect(following([a, b], "b")).toBe(a);
  expect(following([a, b], "gone")).toBe(a);
  expect(following([a], "a")).toBe(a);
  expect(following([], "a")).toBeUndefined();
});

test("a long story stays longer, and none for ever", () => {
  expect(readingTime({ text: "a".repeat(20) })).toBeLessThan(10_000);
  expect(readingTime({ text: "a".repeat(600) })).toBe(45_000);
});

test("a few tables are shown large, and many still fit", () => {
  expect([1, 3, 6, 12, 64].map((count) => columnsFor(count, 1.5))).toEqual([1, 2, 3, 4, 10]);
});

test("a code is read in two halves", () => {
  expect(spaced("YHMV9J6T")).toBe("YHMV 9J6T");
});
