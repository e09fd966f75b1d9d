import { expect, test } from "vitest";
import catalogue from "../../../server/texts/en.json";
import refusals from "../../../server/texts/refusals.json";
import { ALREADY, REASONS, reasonAt, waited } from "./words";

const SINCE = "2026-11-22T10:00:00.000Z";

test.each([
  [59, "less than a minute"],
  [60, "1 min"],
  [59 * 60, "59 min"],
  [65 * 60, "1 h 5 min"],
])("after %i seconds one has waited %s", (seconds, words) => {
  expect(waited(SINCE, Date.parse(SINCE) + seconds * 1000)).toBe(words);
});

test("every reason has its name in the catalogue and its sentence for the author", () => {
  const names = REASONS["send-back"].map((reason) => `reason.${reason}`);
  expect(Object.keys(catalogue)).toEqual(expect.arrayContaining([...names, ...Object.values(ALREADY)]));
  for (const refusal of ["send-back", "close"] as const)
    expect(Object.keys(refusals.en[refusal]).sort()).toEqual([...REASONS[refusal]].sort());
});

test("a key from 1 on stands for a reason, as the sheet numbers them", () => {
  const story = { kind: "story" };
  expect(reasonAt("1", story, "send-back")).toBe(REASONS["send-back"][0]);
  expect(reasonAt("6", story, "send-back")).toBe("not-about-you");
  expect(reasonAt("6", { kind: "takeaway" }, "send-back")).toBeUndefined();
  expect(reasonAt("6", story, "close")).toBeUndefined();
  for (const key of ["0", "7", "a", "12", "Enter", ""])
    expect(reasonAt(key, story, "send-back")).toBeUndefined();
});

test("the same number closes for the same reason, but for what cannot be closed for", () => {
  for (const key of ["1", "2", "3", "4"])
    expect(reasonAt(key, { kind: "story" }, "close")).toBe(reasonAt(key, { kind: "story" }, "send-back"));
});
