import { expect, test } from "vitest";
import { seenInWords, standingOf } from "./seen";

const NOW = Date.parse("2026-11-23T09:00:00.000Z");
const seen = (seconds: number) => ({ seen_at: new Date(NOW - seconds * 1000).toISOString() });

test.each([
  [{ seen_at: null }, "new", "Not opened yet"],
  [seen(5), "on", "On now"],
  [seen(60), "on", "On now"],
  [seen(240), "silent", "Last seen 4 min ago"],
])("a screen last seen %o is %s", (screen, standing, words) => {
  expect(standingOf(screen, NOW)).toBe(standing);
  expect(seenInWords(screen, NOW)).toBe(words);
});
