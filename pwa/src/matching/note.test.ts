import { beforeEach, expect, test } from "vitest";
import { saveDraft } from "../live/drafts";
import { unsentOf } from "../live/unsent";
import { forgetNote, noteKey, noteOf } from "./note";
import "fake-indexeddb/auto";

beforeEach(() => localStorage.clear());

test("a note is about one person at one conference, and goes with the contact", () => {
  saveDraft("expo", noteKey("priya"), " Plays the oboe ");
  expect([noteOf("expo", "priya"), noteOf("expo", "bob"), noteOf("elsewhere", "priya")]).toEqual([
    "Plays the oboe",
    "",
    "",
  ]);
  forgetNote("expo", "priya");
  expect(noteOf("expo", "priya")).toBe("");
});

test("it counts as nothing that waits to be sent", async () => {
  saveDraft("expo", noteKey("priya"), "Plays the oboe");
  expect(await unsentOf("expo")).toEqual([]);
});
