import { describe, expect, test } from "vitest";
import type { Schema } from "../contract/types";
import { dayAfter, dayIn, deletingTonight, flawsIn, flawsOf, linesOf, pick } from "./settings";
import { settingInWords } from "./settingWords";

const TODAY = "2026-11-22";
const days = { starts_on: "2026-11-22", ends_on: "2026-11-23", deletes_on: "2026-12-07" };

test("a part of the settings is that part alone", () => {
  const all = { ...days, name: "Forum", run_by: "Guild" } as Schema<"ConferenceView">;
  expect(pick(all, ["name", "ends_on"])).toEqual({ name: "Forum", ends_on: "2026-11-23" });
});

describe("before it is saved", () => {
  const flaws = (changed: object) => Object.keys(flawsOf({ ...days, ...changed }, TODAY));

  test("days that can be are fine", () => {
    expect(flaws({})).toEqual([]);
    expect(flaws({ starts_on: "2026-11-23", deletes_on: "2026-11-24" })).toEqual([]);
  });

  test("days that cannot be are told beside the day to mend", () => {
    expect(flaws({ ends_on: "2026-11-21" })).toEqual(["ends_on"]);
    expect(flaws({ deletes_on: "2026-11-23" })).toEqual(["deletes_on"]);
    expect(flaws({ starts_on: "2026-11-01", ends_on: "2026-11-02", deletes_on: TODAY })).toEqual([
      "deletes_on",
    ]);
    expect(flaws({ starts_on: "" })).toEqual(["starts_on"]);
  });

  test("a name is there, and 80 characters at most as people count them", () => {
    expect(flawsOf({ name: " ", run_by: "Guild" }, TODAY)).toEqual({ name: "This is needed." });
    expect(flawsOf({ name: "👩‍👧".repeat(80), run_by: "n".repeat(81) }, TODAY)).toEqual({
      run_by: "At most 80 characters.",
    });
  });
});

test("what the server found wrong stands beside its field", () => {
  const refused = {
    code: "ends-before-it-starts",
    detail: "The last day is before the first day.",
    errors: {},
  };
  expect(flawsIn(refused)).toEqual({ ends_on: "The last day is before the first day." });
  const errors = { "backgrounds.1.label": ["At most 60 characters.", "And more."] };
  expect(flawsIn({ code: "invalid", detail: "Needs another look.", errors })).toEqual({
    "backgrounds.1.label": "At most 60 characters.",
  });
});

test("the day is that of the place, not of the phone", () => {
  const now = Date.parse("2026-11-22T23:30:00.000Z");
  expect(dayIn("Europe/London", now)).toBe("2026-11-22");
  expect(dayIn("Europe/Paris", now)).toBe("2026-11-23");
  expect(dayIn("America/Los_Angeles", now)).toBe("2026-11-22");
  expect(dayAfter("2026-12-31")).toBe("2027-01-01");
});

describe("deleting everything tonight", () => {
  const over = { starts_on: "2026-11-20", ends_on: "2026-11-21" };

  test("needs nothing but another date once it is over", () => {
    expect(deletingTonight(over, TODAY)).toEqual({ deletes_on: "2026-11-23" });
  });

  test("brings days yet to come forward, so that they are possible", () => {
    expect(deletingTonight(days, TODAY)).toEqual({ ends_on: TODAY, deletes_on: "2026-11-23" });
    const ahead = { starts_on: "2026-12-01", ends_on: "2026-12-02" };
    const changes = deletingTonight(ahead, TODAY);
    expect(changes).toEqual({ starts_on: TODAY, ends_on: TODAY, deletes_on: "2026-11-23" });
    expect(flawsOf({ ...ahead, ...changes }, TODAY)).toEqual({});
  });
});

test("two organisers who differ read how each has it", () => {
  expect(settingInWords("deletes_on", days)).toBe("Monday 7 December 2026");
  expect(settingInWords("zone", { zone: "America/New_York" })).toBe("America/New York");
  expect(settingInWords("languages", { languages: ["en", "cy"] })).toBe("English, Welsh");
  const backgrounds = [
    { key: "agent", label: "From the phones", shown: true },
    { key: "it", label: "IT", shown: false },
  ];
  expect(settingInWords("backgrounds", { backgrounds })).toBe("From the phones");
});

test("lines are taken as they are meant: trimmed, each once, none empty", () => {
  expect(linesOf(" By the coffee \n\nUnder the clock\nBy the coffee\n")).toEqual([
    "By the coffee",
    "Under the clock",
  ]);
  expect(linesOf("")).toEqual([]);
});
