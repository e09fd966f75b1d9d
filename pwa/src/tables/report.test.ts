import { expect, test } from "vitest";
import { repeatWords } from "./PlanReport";

test.each([
  [0, 0, "Nobody meets twice."],
  [1, 1, "Two people meet again: no seating of this room has fewer."],
  [6, 6, "6 times two people meet again: no seating of this room has fewer."],
  [6, 0, "6 times two people meet again."],
  [6, 4, "6 times two people meet again; no seating of this room has fewer than 4."],
])("%i repeats, of which %i cannot be helped", (repeats, unavoidable, words) => {
  expect(repeatWords({ repeats, unavoidable, advice: [] })).toBe(words);
});

test.each([
  [0, 0, "Nobody meets twice."],
  [6, 6, "6 times two people meet again: given who sits out, no seating has fewer."],
  [6, 4, "6 times two people meet again; given who sits out, no seating has fewer than 4."],
])("%i repeats, of which %i cannot be helped, where people sit out", (repeats, unavoidable, words) => {
  expect(repeatWords({ repeats, unavoidable, advice: [] }, true)).toBe(words);
});
