import { expect, test } from "vitest";
import { moving, talking } from "../tables/scenes";
import { walking } from "./walking";

test("the way to the tables stays up while people walk, with names a minute longer", () => {
  const begun = Date.parse(talking.ends_at ?? "") - talking.minutes * 60_000;
  expect(walking(moving, false, begun)).toBe(true);
  expect(walking(talking, true, begun + 59_000)).toBe(true);
  expect(walking(talking, true, begun + 60_000)).toBe(false);
  expect(walking(talking, false, begun + 1_000)).toBe(false);
});
