import { describe, expect, test } from "vitest";
import type { Schema } from "../contract/types";
import { moving, talk, talking } from "./scenes";
import { doneWords, stoppedByItself, undoable } from "./undo";

const NOON = Date.parse("2026-11-23T12:00:00.000Z");
const paused = talk({ ...talking, ends_at: null, paused_left: 60 });

function act(move: Schema<"Act">["move"], version: number, undo = true): Schema<"Act"> {
  const at = new Date(NOON).toISOString();
  return { move, by: "Hugo", at, version, undo_until: undo ? new Date(NOON + 10_000).toISOString() : null };
}

describe("what a host did can be taken back", () => {
  const { version } = moving;
  test.each([
    ["at once", moving, act("pause", version), NOON, true],
    ["for ten seconds", moving, act("pause", version), NOON + 9_999, true],
    ["and no longer", moving, act("pause", version), NOON + 10_000, false],
    ["also when the tables have been set since", moving, act("start", version - 1), NOON, true],
    ["also those of the next round", moving, act("go-on", version - 1), NOON, true],
    ["not when something else has moved the talk", talking, act("go-on", talking.version - 1), NOON, false],
    ["nor a pause that is over", moving, act("pause", version - 1), NOON, false],
    ["not where there is no way back", moving, act("undo", version, false), NOON, false],
  ])("%s", (_sentence, view, done, now, possible) => {
    expect(undoable({ talk: view, act: done }, now)).toBe(possible ? done : null);
  });

  test("once something was done", () => {
    expect(undoable({ talk: talk(), act: null }, NOON)).toBeNull();
  });
});

describe("time stands still", () => {
  test.each([
    ["because a host stopped it", paused, act("pause", paused.version), false],
    ["and a host gave it a minute more", paused, act("add-minute", paused.version), false],
    ["by itself", paused, act("start", 1), true],
    ["by itself, before any host did anything", paused, null, true],
    ["not at all", talking, act("start", 1), false],
  ])("%s", (_sentence, view, done, itself) => {
    expect(stoppedByItself({ talk: view, act: done })).toBe(itself);
  });
});

describe("what was done is said in words", () => {
  const second = talk({ ...moving, round: 2 });
  const over = talk({ phase: "ended", round: 2 });
  test.each([
    ["Hugo set the tables.", "Gather again", moving, "start" as const],
    ["Hugo stopped the clock.", "Undo the pause", paused, "pause" as const],
    ["Hugo let time run on.", "Stop it again", talking, "resume" as const],
    ["Hugo added a minute.", "Take it back", talking, "add-minute" as const],
    ["Hugo started the talking.", "Back to walking", talking, "go-on" as const],
    ["Hugo went on to round 2.", "Back to the round", second, "go-on" as const],
    ["Hugo finished the last round.", "Back to the round", over, "go-on" as const],
    ["Hugo ended the talk.", "Undo the end", over, "end" as const],
  ])("%s %s", (done, undo, view, move) => {
    expect(doneWords({ talk: view, act: act(move, 1) })).toEqual({ done, undo });
  });
});
