import type { Here } from "../app/here";
import type { KnownFact, Schema } from "../contract/types";
import { openStream, type Stream } from "../live/stream";
import { fetchMine, type OwnStory } from "./requests";

export type Mine = Schema<"MyStories">;

/** Pure: one's own stories after a fact of the stream `person:{id}`. */
export function applyToMine(state: Mine, fact: KnownFact): Mine {
  switch (fact.type) {
    case "stories.changed":
      return putStory(state, fact.data.story);
    case "stories.same_here_counted": {
      const { story_id, same_here } = fact.data;
      return {
        ...state,
        stories: state.stories.map((one) => (one.id === story_id ? { ...one, same_here } : one)),
      };
    }
    case "stories.same_here_changed":
      return tap(state, fact.data.story_id, fact.data.tapped);
    default:
      return state;
  }
}

/** Pure: with this story as it is now. */
export function putStory(state: Mine, story: OwnStory): Mine {
  const known = state.stories.some(({ id }) => id === story.id);
  const stories = state.stories.map((one) => (one.id === story.id ? story : one));
  return { ...state, stories: known ? stories : [...stories, story] };
}

/** Pure: with "same here" said to a story, or taken back. */
export function tap(state: Mine, storyId: string, tapped: boolean): Mine {
  const others = state.same_here.filter((id) => id !== storyId);
  return { ...state, same_here: tapped ? [...others, storyId] : others };
}

/** Follow one's own stories. */
export function openMine(here: Here): Stream<Mine> {
  return openStream({
    conference: here.slug,
    stream: `person:${here.personId}`,
    keptAs: "stories/mine",
    load: (signal) => fetchMine(here, signal),
    apply: applyToMine,
  });
}
