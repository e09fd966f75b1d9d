import { expect, test } from "vitest";
import { nearly } from "./Ring";
import { toNextSecond } from "./tick";

test.each([
  ["in the middle of a second", 60_000, 17_400, 600],
  ["as one begins", 60_000, 17_000, 1_000],
  ["when the end is near", 60_000, 59_990, 10],
  ["after the end", 60_000, 60_300, 700],
])("the next second comes %s", (_sentence, until, now, wait) => {
  expect(toNextSecond(until, now)).toBe(wait);
});

test.each([
  ["a long round, half way", 360_000, 720_000, ""],
  ["a long round, two minutes before its end", 120_000, 720_000, "ring-soon"],
  ["a long round, half a minute before its end", 30_000, 720_000, "ring-last"],
  ["a round of two minutes, as it begins", 120_000, 120_000, ""],
  ["a walk of 45 seconds", 29_000, 45_000, ""],
])("%s", (_sentence, left, length, looks) => {
  expect(nearly(left, length)).toBe(looks);
});
