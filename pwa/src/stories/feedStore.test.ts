import { expect, test } from "vitest";
import type { KnownFact } from "../contract/types";
import { append, applyToFeed, type Feed, holdBack, showFresh } from "./feedStore";
import type { StoryCard } from "./requests";

function story(place: number, more: Partial<StoryCard> = {}): StoryCard {
  return {
    id: `story-${place}`,
    revision: 1,
    author: {
      id: `person-${place % 2}`,
      name: "Alice",
      organisation: null,
      position: null,
      backgrounds: ["it"],
      openness: "come-and-talk",
    },
    background: "it",
    opening: null,
    title: "The switch broke",
    text: "The switch broke, and nobody else knew where the cables went.",
    by_accident: "yes",
    language: "en",
    photo: null,
    place,
    featured: false,
    published_at: "2026-11-22T10:00:00.000Z",
    ...more,
  };
}

function feed(places: number[], more: Partial<Feed> = {}): Feed {
  return { number: 7, stories: places.map((place) => story(place)), fresh: [], next: null, ...more };
}

const places = (stories: StoryCard[]) => stories.map(({ place }) => place);
const published = (one: StoryCard): KnownFact => ({ type: "stories.published", data: { story: one } });
const withdrawn = (id: string): KnownFact => ({ type: "stories.withdrawn", data: { story_id: id } });

function hear(state: Feed, ...facts: KnownFact[]): Feed {
  return facts.reduce((known, fact) => applyToFeed(known, fact, {}), state);
}

test("a new story waits until the reader asks for it, and comes first then", () => {
  const state = hear(feed([2, 1]), published(story(4)), published(story(3)));
  expect(places(state.stories)).toEqual([2, 1]);
  expect(places(state.fresh)).toEqual([4, 3]);
  const shown = showFresh(state);
  expect(places(shown.stories)).toEqual([4, 3, 2, 1]);
  expect(shown.fresh).toEqual([]);
});

test("on an empty page a new story shows at once", () => {
  expect(places(hear(feed([]), published(story(1))).stories)).toEqual([1]);
});

test("a newer version takes the place of the older one, shown or waiting", () => {
  const state = hear(feed([1]), published(story(2)));
  const after = hear(state, published(story(1, { text: "new" })), published(story(2, { text: "newer" })));
  expect([...after.stories, ...after.fresh].map(({ text }) => text)).toEqual(["new", "newer"]);
});

test("what belongs to a page not yet fetched comes with its page", () => {
  expect(hear(feed([9, 8], { next: 8 }), published(story(3))).fresh).toEqual([]);
  expect(places(hear(feed([9, 8]), published(story(3))).fresh)).toEqual([3]);
});

test("what is withdrawn is gone at once, shown or waiting", () => {
  const state = hear(feed([2, 1]), published(story(3)), withdrawn("story-3"), withdrawn("story-1"));
  expect(places(state.stories)).toEqual([2]);
  expect(state.fresh).toEqual([]);
});

test("everything of somebody who has gone is gone", () => {
  const gone: KnownFact = { type: "people.person_gone", data: { person_id: "person-0" } };
  expect(places(hear(feed([4, 3, 2, 1]), gone).stories)).toEqual([3, 1]);
});

test("somebody's new name stands under all their stories", () => {
  const person = { ...story(1).author, name: "Alicia" };
  const state = hear(feed([3, 2, 1]), { type: "people.card_changed", data: { person } });
  expect(state.stories.map(({ author }) => author.name)).toEqual(["Alicia", "Alice", "Alicia"]);
});

test("a reader of one background hears of no other, and loses a story that changes to another", () => {
  const here = (state: Feed, fact: KnownFact) => applyToFeed(state, fact, { background: "it" });
  expect(here(feed([1]), published(story(2, { background: "hr" })))).toEqual(feed([1]));
  expect(here(feed([2, 1]), published(story(2, { background: "hr" })))).toEqual(feed([1]));
});

test("a reader hears of what they want, as the server would find it", () => {
  const english = { language: "en", by_accident: true, find: "CABLES switch" };
  const heard = (more: Partial<StoryCard>) =>
    places(applyToFeed(feed([1]), published(story(2, more)), english).fresh);
  expect(heard({})).toEqual([2]);
  expect(heard({ by_accident: "rather" })).toEqual([2]);
  expect(heard({ by_accident: "no" })).toEqual([]);
  expect(heard({ language: "de" })).toEqual([]);
  expect(heard({ text: "The switch held." })).toEqual([]);
  expect(heard({ text: "The switch held.", title: "Cables everywhere" })).toEqual([2]);
});

test("a fact heard twice changes nothing, and an unknown one leaves all as it is", () => {
  const once = hear(feed([1]), published(story(2)), withdrawn("story-1"));
  expect(hear(once, published(story(2)), withdrawn("story-1"))).toEqual(once);
  expect(hear(once, { type: "tomorrow.invented", data: {} } as unknown as KnownFact)).toBe(once);
});

test("a further page adds what is not there yet", () => {
  const state = append(feed([9, 8], { next: 8 }), { stories: [story(8), story(7)], next: 7 });
  expect(places(state.stories)).toEqual([9, 8, 7]);
  expect(state.next).toBe(7);
});

test("a snapshot for somebody in the middle of reading holds back what is new", () => {
  const state = holdBack(feed([5, 4, 3]), feed([3, 2]), true);
  expect(places(state.stories)).toEqual([3]);
  expect(places(state.fresh)).toEqual([5, 4]);
});

test("a snapshot leaves what is waiting where it waits, with what is newer", () => {
  const waiting = hear(feed([3]), published(story(4)));
  const state = holdBack(feed([5, 4, 3]), waiting, false);
  expect([places(state.stories), places(state.fresh)]).toEqual([[3], [5, 4]]);
  expect(holdBack(feed([3]), waiting, false).fresh).toEqual([]);
});

test("a snapshot shows all to whoever is not reading, and where nothing is left of what they read", () => {
  for (const known of [null, feed([]), feed([3])]) {
    expect(holdBack(feed([5, 4, 3]), known, false)).toEqual(feed([5, 4, 3]));
  }
  expect(holdBack(feed([5, 4]), feed([3]), true)).toEqual(feed([5, 4]));
});
