import { expect, test } from "vitest";
import { NOW, nowInWords, percent, yearsInWords } from "./words";

test("years are said as one says them", () => {
  expect(["0-2", "6-10", "21-70", "other"].map(yearsInWords)).toEqual([
    "Up to 2 years",
    "6 to 10 years",
    "More than 20 years",
    "Not said, or few",
  ]);
});

test("who said nothing comes last, beside who does something else", () => {
  expect(NOW.at(0)).toBe("agent");
  expect(NOW.at(-1)).toBe("other");
  expect(nowInWords("team-leader")).toBe("Team leader");
});

test("shares are whole", () => {
  expect(percent(5, 16)).toBe("31 %");
});
