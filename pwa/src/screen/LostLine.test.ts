import { expect, test } from "vitest";
import { isLost } from "./LostLine";

test.each<[string, boolean, number | null, boolean]>([
  ["what is heard every ten seconds is up to date", true, 0, false],
  ["a line that is gone is lost", false, 0, true],
  ["one that is open and silent is lost, too", true, 13_000, true],
  ["nothing has been promised before anything was heard", true, null, false],
])("%s", (_sentence, connected, silent, lost) => {
  const now = Date.UTC(2026, 10, 22);
  expect(isLost(connected, silent === null ? null : now - silent, now)).toBe(lost);
});
