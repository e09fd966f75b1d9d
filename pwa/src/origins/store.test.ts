import { expect, test } from "vitest";
import type { KnownFact } from "../contract/types";
import { applyToOrigins } from "./store";

test("a new picture takes the place of the old one, and facts of others leave it", () => {
  const before = { number: 3, needed: 2, origins: null };
  const drawn = { needed: 1, origins: null };
  expect(applyToOrigins(before, { type: "origins.drawn", data: { drawn } })).toEqual({ ...drawn, number: 3 });
  const other: KnownFact = { type: "people.person_gone", data: { person_id: "alice" } };
  expect(applyToOrigins(before, other)).toBe(before);
});
