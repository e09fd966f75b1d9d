import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Numbers } from "./numbers";

let told: string[];
let resync: ReturnType<typeof vi.fn<() => void>>;
let numbers: Numbers<string>;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  resync = vi.fn<() => void>();
  numbers = new Numbers({ apply: (fact) => told.push(fact), resync }, () => 0.5);
  numbers.loaded(10);
});

afterEach(() => {
  vi.useRealTimers();
});

test("the next number is applied", () => {
  numbers.hear(11, "a");
  numbers.hear(12, "b");
  expect(told).toEqual(["a", "b"]);
});

test("an older number is dropped", () => {
  numbers.hear(10, "old");
  numbers.hear(11, "a");
  numbers.hear(11, "again");
  expect(told).toEqual(["a"]);
});

test("facts that overtake each other are told in order, without a fetch", () => {
  numbers.hear(13, "c");
  numbers.hear(12, "b");
  vi.advanceTimersByTime(400);
  numbers.hear(11, "a");
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual(["a", "b", "c"]);
  expect(resync).not.toHaveBeenCalled();
});

test("a gap is held half a second, then fetched once, jittered", () => {
  numbers.hear(12, "b");
  numbers.hear(14, "d");
  vi.advanceTimersByTime(999);
  expect(resync).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(resync).toHaveBeenCalledTimes(1);
  expect(told).toEqual([]);
});

test("a bare number moves the count on and tells nothing", () => {
  numbers.hear(11, null);
  numbers.hear(12, "b");
  expect(told).toEqual(["b"]);
  expect(numbers.at).toBe(12);
});

test("a repeated number that is ahead means that something was missed", () => {
  numbers.reached(10);
  vi.advanceTimersByTime(5_000);
  expect(resync).not.toHaveBeenCalled();
  numbers.reached(11);
  vi.advanceTimersByTime(1_000);
  expect(resync).toHaveBeenCalledTimes(1);
});

describe("while a snapshot is on its way", () => {
  test("facts are held and then told on top of it", () => {
    numbers.loading();
    numbers.hear(11, "a");
    numbers.hear(13, "c");
    expect(told).toEqual([]);
    numbers.loaded(12);
    expect(told).toEqual(["c"]);
  });

  test("a snapshot older than what was heard is caught up from what is held", () => {
    numbers.hear(11, "a");
    numbers.loading();
    numbers.hear(12, "b");
    numbers.loaded(11);
    expect(told).toEqual(["a", "b"]);
  });

  test("a fact already applied counts again if the snapshot is older than it", () => {
    numbers.hear(11, "a");
    numbers.loading();
    numbers.hear(11, "a");
    numbers.loaded(10);
    expect(told).toEqual(["a", "a"]);
  });

  test("if it fails the phone goes on with what it has", () => {
    numbers.loading();
    numbers.hear(11, "a");
    numbers.failed();
    expect(told).toEqual(["a"]);
  });
});

test("before the first snapshot everything is held", () => {
  const fresh = new Numbers<string>({ apply: (fact) => told.push(fact), resync });
  fresh.hear(3, "c");
  fresh.hear(2, "b");
  expect(told).toEqual([]);
  fresh.loaded(1);
  expect(told).toEqual(["b", "c"]);
});

test("a stopped stream asks for nothing", () => {
  numbers.hear(15, "x");
  numbers.stop();
  vi.advanceTimersByTime(5_000);
  expect(resync).not.toHaveBeenCalled();
});
