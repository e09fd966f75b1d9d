import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { dropDraft, readDraft, saveDraft } from "./drafts";
import { forgetConference } from "./forgetting";

test("what was typed is there again", () => {
  saveDraft("expo", "story", { text: "My first day" });
  expect(readDraft("expo", "story")).toEqual({ text: "My first day" });
  expect(readDraft("expo", "profile")).toBeNull();
  dropDraft("expo", "story");
  expect(readDraft("expo", "story")).toBeNull();
});

test("a draft that cannot be read counts as none", () => {
  localStorage.setItem("draft/expo/story", "{");
  expect(readDraft("expo", "story")).toBeNull();
});

test("forgetting a conference leaves the others alone", async () => {
  saveDraft("expo", "story", "mine");
  saveDraft("expo-26", "story", "also mine");
  await forgetConference("expo");
  expect(readDraft("expo", "story")).toBeNull();
  expect(readDraft("expo-26", "story")).toBe("also mine");
});
