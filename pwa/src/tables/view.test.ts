import { describe, expect, test } from "vitest";
import { moving, snapshot, table, talk, talking } from "./scenes";
import { currentNews, left, minutesInAll, signed, spoken, timerOf, viewOf } from "./view";

const setting = talk({ phase: "setting", round: 2, version: 6 });
const last = talk({ ...talking, round: 2, version: 9 });

describe("the page shows", () => {
  test.each([
    ["the door before the start", snapshot({ here: false }), { at: "door" }],
    ["that one is in", snapshot(), { at: "gathering" }],
    ["that tables are being set", snapshot({ talk: setting }), { at: "setting" }],
    ["the same until one's own is known", snapshot({ talk: moving, awaited: true }), { at: "setting" }],
    [
      "the way to the table",
      snapshot({ talk: moving, table: table() }),
      { at: "table", table: table(), moving: true },
    ],
    [
      "the table",
      snapshot({ talk: talking, table: table() }),
      { at: "table", table: table(), moving: false },
    ],
    [
      "to a latecomer, when they are in",
      snapshot({ talk: talking }),
      { at: "waiting", never: false, waiting: null },
    ],
    [
      "and honestly when they are not",
      snapshot({ talk: last }),
      { at: "waiting", never: true, waiting: null },
    ],
    ["what runs without one", snapshot({ talk: talking, here: false }), { at: "late" }],
    ["also while tables are set", snapshot({ talk: setting, here: false }), { at: "late" }],
    [
      "a chair that was freed",
      snapshot({ talk: talking, here: false, gone: "freed" }),
      { at: "gone", freed: true },
    ],
    ["a chair that was left", snapshot({ here: false, gone: "left" }), { at: "gone", freed: false }],
    [
      "the goodbye to everyone",
      snapshot({ talk: talk({ phase: "ended" }), here: false, gone: "left" }),
      { at: "ended" },
    ],
  ])("%s", (_sentence, state, view) => {
    expect(viewOf(state)).toEqual(view);
  });
});

describe("time", () => {
  const noon = Date.parse("2026-11-23T09:10:45.000Z");

  test("runs while people walk or talk, and else does not count", () => {
    expect(timerOf(moving)).toEqual({ until: noon, length: 45_000, pausedWith: null });
    expect(timerOf(talking)?.length).toBe(720_000);
    expect(timerOf(talk())).toBeNull();
    expect(timerOf(setting)).toBeNull();
  });

  test("stands still while it is paused", () => {
    const timer = timerOf(talk({ ...talking, ends_at: null, paused_left: 61.5 }));
    expect(timer && left(timer, noon + 1e9)).toBe(61_500);
  });

  test("is never less than nothing", () => {
    const timer = { until: noon, length: 1, pausedWith: null };
    expect([left(timer, noon - 2_000), left(timer, noon + 2_000)]).toEqual([2_000, 0]);
  });

  test("is reckoned with the walks", () => {
    expect(minutesInAll({ rounds: 2, minutes: 12 })).toBe(26);
  });
});

describe("signed is", () => {
  test.each([
    ["nothing between the marks", 119_000, 31_000, null],
    ["that two minutes are left", 120_100, 119_900, "soon"],
    ["that half a minute is left", 30_100, 29_900, "last"],
    ["the end", 200, 0, "now"],
    ["only the end after a sleep", 130_000, 0, "now"],
    ["two minutes again once a minute was added", 120_200, 120_000, "soon"],
    ["nothing when a minute is added", 25_000, 85_000, null],
    ["nothing at the start of a round of two minutes", 120_000, 119_750, null],
  ])("%s", (_sentence, before, now, sign) => {
    expect(signed(before, now)).toBe(sign);
  });
});

test("what a host said is news until its moment has come", () => {
  const said = {
    id: "1",
    text: "Please wrap up",
    at: "2026-11-23T09:10:00.000Z",
    until: "2026-11-23T09:12:00.000Z",
  };
  const end = Date.parse(said.until);
  expect(currentNews(said, end - 1)).toBe(said);
  expect(currentNews(said, end)).toBeNull();
  expect(currentNews(null, end)).toBeNull();
});

describe("spoken is", () => {
  test.each([
    ["nothing between the marks", 200_000, 199_000, null],
    ["five minutes, as it is crossed", 300_250, 300_000, "5 minutes left."],
    ["and not again", 300_000, 299_750, null],
    ["the nearest mark after a sleep", 301_000, 59_000, "One minute left."],
    ["ten seconds", 10_100, 9_900, "10 seconds left."],
    ["the end", 200, 0, "Time’s up."],
    ["nothing once it is over", 0, 0, null],
    ["nothing when a minute is added", 9_000, 69_000, null],
  ])("%s", (_sentence, before, now, words) => {
    expect(spoken(before, now)).toBe(words);
  });
});
