import { expect, test } from "vitest";
import catalogue from "../../../server/texts/en.json";
import { ALREADY, REASONS, toAuthor, waited } from "./words";

const SINCE = "2026-11-22T10:00:00.000Z";

test.each([
  [59, "less than a minute"],
  [60, "1 min"],
  [59 * 60, "59 min"],
  [65 * 60, "1 h 5 min"],
])("after %i seconds one has waited %s", (seconds, words) => {
  expect(waited(SINCE, Date.parse(SINCE) + seconds * 1000)).toBe(words);
});

test("every reason has its name and its sentence in the catalogue", () => {
  const keys = (["send-back", "close"] as const).flatMap((refusal) =>
    REASONS[refusal].flatMap((reason) => [`reason.${reason}`, toAuthor(refusal, reason)]),
  );
  expect(Object.keys(catalogue)).toEqual(expect.arrayContaining([...keys, ...Object.values(ALREADY)]));
});
