import { expect, test } from "vitest";
import { MOST_IN_A_FIELD, tooMuch } from "./tooMuch";

test("a page is put in, to be cut by whoever wrote it", () => {
  expect(tooMuch("a".repeat(3000), "I fell in.")).toBeNull();
});

test("what would stop the phone stays out, and is told how much it is", () => {
  expect(tooMuch("a".repeat(1_000_000), "I fell in.")).toBe(
    "That is 1000000 characters: too many to put in. What was here still is.",
  );
});

test("what is there already counts", () => {
  const there = "a".repeat(MOST_IN_A_FIELD - 1);
  expect(tooMuch("aa", there)).not.toBeNull();
  expect(tooMuch("a", there)).toBeNull();
});
