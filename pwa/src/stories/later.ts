import { signal } from "@preact/signals";
import type { KnownFact } from "../contract/types";
import { storage } from "../live/storage";
import type { StoryCard } from "./requests";

/** What somebody wants to read later: on this phone alone, and nobody else learns of it. */
export interface Later {
  /** As they were last known to be shown, those kept last first. */
  stories: StoryCard[];
  /** The ids of those that are not shown any more: nothing else is left of them. */
  gone: string[];
}

const NOTHING: Later = { stories: [], gone: [] };
const KEPT_AS = "later";

const known = signal<ReadonlyMap<string, Later>>(new Map());

/** What is kept of a conference; null until it has been read. A signal's read. */
export function laterIn(conference: string): Later | null {
  return known.value.get(conference) ?? null;
}

/** Pure: with a story kept. */
export function withKept({ stories, gone }: Later, story: StoryCard): Later {
  return { stories: [story, ...without(stories, story.id)], gone: gone.filter((id) => id !== story.id) };
}

/** Pure: with a story, or what is left of one, kept no more. */
export function letGo({ stories, gone }: Later, id: string): Later {
  return { stories: without(stories, id), gone: gone.filter((one) => one !== id) };
}

/** Pure: what is kept after a fact of the stream `feed`. Of what is withdrawn or hidden no word stays. */
export function applyToLater(later: Later, fact: KnownFact): Later {
  switch (fact.type) {
    case "stories.published": {
      const { story } = fact.data;
      if (later.gone.includes(story.id)) return withKept(later, story);
      return { ...later, stories: later.stories.map((one) => (one.id === story.id ? story : one)) };
    }
    case "stories.withdrawn":
      return lose(later, ({ id }) => id === fact.data.story_id);
    case "people.person_gone":
      return lose(later, ({ author }) => author.id === fact.data.person_id);
    case "people.card_changed": {
      const { person } = fact.data;
      const change = (one: StoryCard) => (one.author.id === person.id ? { ...one, author: person } : one);
      return { ...later, stories: later.stories.map(change) };
    }
    default:
      return later;
  }
}

/** Pure: what is kept, now that the server has told which of it are shown, and how they read. */
export function verified(later: Later, asked: readonly string[], shown: readonly StoryCard[]): Later {
  const now = new Map(shown.map((story) => [story.id, story]));
  const left = lose(later, ({ id }) => asked.includes(id) && !now.has(id));
  const back = left.gone.flatMap((id) => now.get(id) ?? []);
  return {
    stories: [...left.stories.map((one) => now.get(one.id) ?? one), ...back],
    gone: left.gone.filter((id) => !now.has(id)),
  };
}

/** Read what this phone has kept: nothing, on one without storage. */
export async function openLater(conference: string): Promise<void> {
  await changeLater(conference, (later) => later).catch(() => tell(conference, NOTHING));
}

/** Change what is kept. Other tabs learn of it with their own next change. Rejects if the phone cannot keep it. */
export async function changeLater(conference: string, change: (later: Later) => Later): Promise<void> {
  const write = (await storage()).transaction("states", "readwrite");
  const before = ((await write.store.get([conference, KEPT_AS]))?.state ?? NOTHING) as Later;
  const after = change(before);
  if (!same(before, after)) {
    await write.store.put({ state: after, updatedAt: Date.now(), build: "" }, [conference, KEPT_AS]);
  }
  await write.done;
  if (!same(laterIn(conference), after)) tell(conference, after);
}

function same(one: Later | null, other: Later): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function tell(conference: string, later: Later): void {
  known.value = new Map(known.value).set(conference, later);
}

function lose(later: Later, which: (story: StoryCard) => boolean): Later {
  const lost = later.stories.filter(which).map(({ id }) => id);
  return { stories: later.stories.filter((one) => !which(one)), gone: [...later.gone, ...lost] };
}

function without(stories: readonly StoryCard[], id: string): StoryCard[] {
  return stories.filter((one) => one.id !== id);
}
