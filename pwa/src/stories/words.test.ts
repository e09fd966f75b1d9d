import { expect, test } from "vitest";
import type { OutboxItem } from "../live/outboxItems";
import type { OwnStory } from "./requests";
import { sending, standing } from "./standing";
import { sameHereWords } from "./words";

const revision = {
  revision: 1,
  background: "it",
  opening: null,
  title: "The switch broke",
  text: "The switch broke, and nobody else knew where the cables went.",
  by_accident: "yes",
  shown_on: "tables",
  language: "en",
  photo: null,
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
    hidden: false,
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
  ["sent back without any says what to do", story("sent-back"), "Sent back", /Change it and send it again/],
  ["sent back while an older one is live", story("sent-back", { live: revision }), "Sent back", /stays up/],
  ["closed", story("closed"), "Closed", /will not be shown/],
  ["withdrawn", story("withdrawn"), "Withdrawn", /Nobody sees it/],
])("the author reads: %s", (_, told, word, means) => {
  expect(standing(told)).toMatchObject({ word, means: expect.stringMatching(means) });
});

test("whoever is muted is not told to send it again", () => {
  const off = story("live", { hidden: true, live: revision });
  expect(standing(off).means).toMatch(/send it again/);
  expect(standing(off, true).means).not.toMatch(/send it again/);
});

test("a refusal says why before all else, and what stays up", () => {
  const back = standing(story("sent-back", { reason: "unfinished", words: "And then?", live: revision }));
  expect(back.why).toEqual({
    refusal: "send-back",
    reason: "unfinished",
    words: "And then?",
    language: "en",
  });
  expect(back.means).toMatch(/stays up/);
});

test("of a story that was taken off nothing is said to stay up", () => {
  const newer = { hidden: true, live: revision, reason: null };
  for (const state of ["in-review", "sent-back"] as const) {
    expect(standing(story(state, newer)).means).not.toMatch(/stays up/);
    expect(standing(story(state, { ...newer, hidden: false })).means).toMatch(/stays up/);
  }
  expect(standing(story("in-review", newer)).means).toMatch(/taken off/);
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
