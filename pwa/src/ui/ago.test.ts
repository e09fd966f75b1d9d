import { expect, test } from "vitest";
import { ago } from "./Ago";

test.each([
  ["what is fresh is just now", 4_000, "just now"],
  ["a clock that ran ahead is just now", -9_000, "just now"],
  ["seconds", 12_000, "12 s ago"],
  ["whole minutes, never rounded up", 179_000, "2 min ago"],
])("%s", (_sentence, age, words) => {
  expect(ago(1_000_000, 1_000_000 + age)).toBe(words);
});
