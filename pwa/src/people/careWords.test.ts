import { expect, test } from "vitest";
import { countWords, ROLE_CARE } from "./careWords";
import type { Guest, Guests } from "./guestStore";

const found = (count: number, more: Partial<Guests>): Guests => ({
  number: 1,
  people: Array.from({ length: count }, () => ({}) as Guest),
  total: 212,
  next: null,
  anew: false,
  ...more,
});

test("without a search it says how many have joined, however many have been fetched", () => {
  expect(countWords(found(50, { next: "x" }), " ")).toBe("212 people have joined.");
  expect(countWords(found(1, { total: 1 }), "")).toBe("1 person has joined.");
});

test("with one it says how many were found, as far as they have been fetched", () => {
  expect(countWords(found(3, {}), "ana")).toBe("3 found, of 212.");
  expect(countWords(found(50, { next: "x" }), "a")).toBe("More than 50 found, of 212.");
});

test("a change of role is said by name", () => {
  expect(ROLE_CARE.host.made("Ana")).toBe("Ana is a host now.");
});
