import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { noSignal, ProblemError } from "./api";
import { connection } from "./connection";
import { freshly } from "./freshly";

const WITHIN = 30_000;

beforeEach(() => {
  vi.useFakeTimers();
  connection.value = "offline";
});
afterEach(() => vi.useRealTimers());

function begin(act: () => Promise<string>) {
  const control = new AbortController();
  const onWaiting = vi.fn();
  const outcome = freshly(act, { within: WITHIN, signal: control.signal, onWaiting }).then(
    (answer) => answer,
    (error: ProblemError) => error.code,
  );
  return { outcome, onWaiting, giveUp: () => control.abort() };
}

const failing = () => vi.fn<() => Promise<string>>().mockImplementation(() => Promise.reject(noSignal()));

test("with a signal it is done at once", async () => {
  const { outcome, onWaiting } = begin(() => Promise.resolve("done"));
  expect(await outcome).toBe("done");
  expect(onWaiting).not.toHaveBeenCalled();
});

test("without a signal it is done as soon as there is one", async () => {
  const act = failing();
  const { outcome, onWaiting } = begin(act);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(onWaiting).toHaveBeenCalled();
  expect(act).toHaveBeenCalledTimes(1);
  act.mockResolvedValue("done");
  connection.value = "connected";
  await vi.advanceTimersByTimeAsync(0);
  expect(await outcome).toBe("done");
  expect(act).toHaveBeenCalledTimes(2);
});

test("when the time is over it is not done any more, signal or not", async () => {
  const act = failing();
  const { outcome } = begin(act);
  await vi.advanceTimersByTimeAsync(WITHIN);
  expect(await outcome).toBe("no-signal");
  const tries = act.mock.calls.length;
  act.mockResolvedValue("done");
  connection.value = "connected";
  await vi.advanceTimersByTimeAsync(WITHIN);
  expect(act).toHaveBeenCalledTimes(tries);
});

test("a phone that slept through it does nothing when it wakes", async () => {
  const act = failing();
  const { outcome } = begin(act);
  await vi.advanceTimersByTimeAsync(0);
  vi.setSystemTime(Date.now() + 4 * 3_600_000); // no timer ran meanwhile
  act.mockResolvedValue("done");
  connection.value = "connected";
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await outcome).toBe("no-signal");
  expect(act).toHaveBeenCalledTimes(1);
});

test("it can be given up", async () => {
  const act = failing();
  const { outcome, giveUp } = begin(act);
  await vi.advanceTimersByTimeAsync(0);
  giveUp();
  expect(await outcome).toBe("no-signal");
  expect(act).toHaveBeenCalledTimes(1);
});

test("what the server refuses is not tried again", async () => {
  const refusal = new ProblemError({ code: "too-many-waves", status: 429 });
  const act = vi.fn<() => Promise<string>>().mockImplementation(() => Promise.reject(refusal));
  const { outcome } = begin(act);
  expect(await outcome).toBe("too-many-waves");
  expect(act).toHaveBeenCalledTimes(1);
});
