import { expect, test } from "vitest";
import type { OutboxItem } from "../live/outbox";
import type { OwnStory } from "./requests";
import { sameHereWords, sending, standing } from "./words";

const revision = {
  revision: 1,
  background: "it",
  opening: null,
  text: "The switch broke, and nobody else knew where the cables went.",
  by_accident: "yes",
  shown_on: "tables",
  language: "en",
  written_at: "2026-11-22T10:00:00.000Z",
} as const;

function story(state: OwnStory["state"], more: Partial<OwnStory> = {}): OwnStory {
  return {
    id: "a",
    state,
    version: 1,
    latest: revision,
    live: null,
    drafts: [],
    reason: null,
    words: null,
    same_here: 0,
    as_card: false,
    ...more,
  };
}

test.each([
  ["in review", story("in-review"), "In review", /reads every story before the room does/],
  [
    "an edit in review says that the old one stays",
    story("in-review", { live: revision }),
    "In review",
    /stays up/,
  ],
  ["live says where", story("live", { live: revision }), "Live", /at a table with you/],
  [
    "sent back in an organiser's words",
    story("sent-back", { words: "And then?" }),
    "Sent back",
    /“And then\?”/,
  ],
  ["sent back without any says what to do", story("sent-back"), "Sent back", /Change it and send it again/],
  ["sent back while an older one is live", story("sent-back", { live: revision }), "Sent back", /stays up/],
  ["closed", story("closed"), "Closed", /will not be shown/],
  ["withdrawn", story("withdrawn"), "Withdrawn", /Nobody sees it/],
])("the author reads: %s", (_, told, word, means) => {
  expect(standing(told)).toMatchObject({ word, means: expect.stringMatching(means) });
});

test("what is still on the phone says that it is safe, or why it was not taken", () => {
  const problem = { code: "story-closed", status: 409, detail: "It is closed.", params: {}, errors: {} };
  const item = { state: "waiting", problem: null } as OutboxItem;
  expect(sending(item).means).toMatch(/safe on this phone/);
  expect(sending({ ...item, state: "refused", problem }).means).toBe("It is closed.");
  expect(
    sending({ ...item, state: "refused", problem: { ...problem, code: "version-conflict" } }).means,
  ).toMatch(/another phone/);
});

test("nobody is counted before there is anybody", () => {
  expect(sameHereWords(0)).toBeNull();
  expect(sameHereWords(1)).toMatch(/^One/);
  expect(sameHereWords(12)).toMatch(/^12/);
});
