import { expect, test, vi } from "vitest";
import { uuid } from "./uuid";

test("it is a version 7 UUID that begins with the time", () => {
  vi.spyOn(Date, "now").mockReturnValue(0x0123456789ab);
  expect(uuid()).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  vi.restoreAllMocks();
});

test("two are never the same", () => {
  expect(new Set(Array.from({ length: 1000 }, uuid)).size).toBe(1000);
});
