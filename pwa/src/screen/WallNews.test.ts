import { expect, test } from "vitest";
import { isNews } from "./WallNews";

test("an announcement leaves the wall after half an hour", () => {
  const said = Date.parse("2026-11-23T12:00:00.000Z");
  const lunch = { id: "lunch", text: "Lunch is ready.", at: "2026-11-23T12:00:00.000Z" };
  expect(isNews(lunch, said)).toBe(true);
  expect(isNews(lunch, said + 29 * 60_000)).toBe(true);
  expect(isNews(lunch, said + 30 * 60_000)).toBe(false);
});
