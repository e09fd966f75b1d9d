import { expect, test } from "vitest";
import { sayDay, sayDays } from "./days";

test("a day is the same day wherever the phone is", () => {
  expect(sayDay("2026-12-06")).toBe("Sunday 6 December 2026");
});

test("days say no more than they must", () => {
  expect(sayDays("2026-11-22", "2026-11-22")).toBe("22 November 2026");
  expect(sayDays("2026-11-22", "2026-11-23").replaceAll(/\s/g, " ")).toMatch(/^22 ?– ?23 November 2026$/);
  expect(sayDays("2026-11-30", "2026-12-01")).toMatch(/November.*December/);
});
