import { afterEach, expect, test, vi } from "vitest";
import { anchor, best, measure, reckon } from "./clock";

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

afterEach(() => vi.useRealTimers());

test("a phone whose clock is set forward asks again, and is right again", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const { serverNow } = await import("./clock");
  const server = () => performance.now() + 1_000_000;
  const ask = vi.fn(async () => server());
  await measure(ask);
  ask.mockClear();
  vi.setSystemTime(Date.now() + 11 * 60_000);
  serverNow();
  await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(4));
  expect(Math.abs(serverNow() - server())).toBeLessThan(50);
});

test("opened without a signal, a phone goes by what it knew of the server's time", async () => {
  const ahead = -7 * 60_000;
  await measure(async () => Date.now() + ahead, { afresh: true });
  vi.resetModules();
  const { serverNow } = await import("./clock");
  expect(Math.abs(serverNow() - (Date.now() + ahead))).toBeLessThan(50);
});
