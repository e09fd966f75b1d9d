import { expect, test } from "vitest";
import type { KnownFact } from "../contract/types";
import { applyToMine, type Mine } from "./mineStore";
import type { OwnStory } from "./requests";

const revision = {
  revision: 1,
  background: "it",
  opening: null,
  title: "The switch broke",
  text: "The switch broke, and nobody else knew where the cables went.",
  by_accident: "yes",
  shown_on: "feed",
  language: "en",
  photo: null,
  written_at: "2026-11-22T10:00:00.000Z",
} as const;

const story: OwnStory = {
  id: "mine",
  state: "in-review",
  version: 1,
  latest: revision,
  live: null,
  drafts: [],
  reason: null,
  words: null,
  same_here: 0,
  as_card: false,
  hidden: false,
};

const none: Mine = { number: 3, stories: [], same_here: [] };

function hear(state: Mine, ...facts: KnownFact[]): Mine {
  return facts.reduce(applyToMine, state);
}

test("a story's newest standing takes the place of the older one", () => {
  const live: OwnStory = { ...story, state: "live", live: revision };
  const changed = (one: OwnStory): KnownFact => ({ type: "stories.changed", data: { story: one } });
  const state = hear(none, changed(story), changed(live), changed(live));
  expect(state.stories).toEqual([live]);
});

test("the author hears how many recognise themselves", () => {
  const counted: KnownFact = { type: "stories.same_here_counted", data: { story_id: "mine", same_here: 3 } };
  expect(hear({ ...none, stories: [story] }, counted).stories[0]?.same_here).toBe(3);
  expect(hear(none, counted)).toEqual(none);
});

test("where one said same here is there once, until taken back", () => {
  const tapped = (yes: boolean): KnownFact => ({
    type: "stories.same_here_changed",
    data: { story_id: "theirs", tapped: yes },
  });
  expect(hear(none, tapped(true), tapped(true)).same_here).toEqual(["theirs"]);
  expect(hear(none, tapped(true), tapped(false)).same_here).toEqual([]);
});

test("unknown facts leave all as it is", () => {
  expect(hear(none, { type: "tomorrow.invented", data: {} } as unknown as KnownFact)).toBe(none);
});
