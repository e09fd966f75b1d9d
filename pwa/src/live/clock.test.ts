import { expect, test } from "vitest";
import { anchor, best, reckon } from "./clock";

const START = { steady: 1_000, wall: 500_000 };
const HOUR = 3_600_000;

test("the quickest answer is believed", () => {
  const slow = { sent: 0, received: 900, server: 1 };
  const quick = { sent: 1_000, received: 1_020, server: 2 };
  expect(best([slow, quick, slow])).toBe(quick);
  expect(best([])).toBeUndefined();
});

test("the server's time is taken at the middle of the round trip", () => {
  const at = anchor({ sent: 1_000, received: 1_100, server: 9_000 }, { steady: 1_300, wall: 70_000 });
  expect(reckon(at, { steady: 1_050, wall: 69_750 })).toBe(9_000);
  expect(reckon(at, { steady: 1_300, wall: 70_000 })).toBe(9_250);
});

test.each([
  ["time passes on both clocks", { steady: 5_000, wall: 5_000 }, 5_000],
  ["the phone's clock is set back an hour: nothing moves", { steady: 5_000, wall: 5_000 - HOUR }, 5_000],
  ["the phone's clock drifts a little: nothing moves", { steady: 5_000, wall: 5_400 }, 5_000],
  ["the phone slept ten minutes and its steady clock stopped", { steady: 5_000, wall: 605_000 }, 605_000],
])("%s", (_sentence, passed, expected) => {
  const from = { ...START, server: 0 };
  expect(reckon(from, { steady: START.steady + passed.steady, wall: START.wall + passed.wall })).toBe(
    expected,
  );
});
