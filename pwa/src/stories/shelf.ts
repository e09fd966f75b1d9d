import type { OutboxItem } from "../live/outboxItems";
import type { Mine } from "./mineStore";
import type { OwnStory, Telling, TellingIn } from "./requests";

/** Words kept beside a story, not part of it: told on another phone, or on this one when there was one already. */
export interface Beside {
  told: Telling;
  /** As the server keeps it. */
  draft: number | null;
  /** As the outbox keeps it. */
  item: OutboxItem | null;
}

/** One story as its author finds it: what the server knows of it, and what is still on this phone. */
export interface Shelved {
  id: string;
  story: OwnStory | null;
  /** What has not arrived: waiting, on its way, or refused. */
  outgoing: { told: Telling; item: OutboxItem } | null;
  beside: Beside[];
}

const KEY = /^story\/(.+)$/;

/** The name under which the phone keeps a draft: of the story `id`, or of a new one. */
export function draftKey(id: string | null): string {
  return `story/${id ?? "new"}`;
}

/** What an outbox item tells. */
export function toldIn(item: OutboxItem): Telling {
  const { based_on: _, ...told } = item.body as TellingIn;
  return told;
}

/** What is told in a revision, and nothing else of it. */
export function wordsOf(revision: Telling): Telling {
  const { background, opening, title, text, by_accident, shown_on, language, photo } = revision;
  const shown = photo ? { id: photo.id, alt: photo.alt } : null;
  return { background, opening, title, text, by_accident, shown_on, language, photo: shown };
}

/** The story that a refused item ran into, as its problem tells it. */
function metBy(item: OutboxItem): OwnStory | null {
  return (item.problem?.params.story as OwnStory | undefined) ?? null;
}

/** Pure: the server's stories and the outbox's, as one list. */
export function shelve(mine: Mine | null, outbox: readonly OutboxItem[]): Shelved[] {
  const shelf = new Map<string, Shelved>();
  const place = (id: string): Shelved => {
    const one = shelf.get(id) ?? { id, story: null, outgoing: null, beside: [] };
    shelf.set(id, one);
    return one;
  };
  const learn = (story: OwnStory) => {
    const one = place(story.id);
    if (!one.story || one.story.version < story.version) one.story = story;
  };

  for (const story of mine?.stories ?? []) learn(story);
  for (const item of outbox) {
    const id = KEY.exec(item.key)?.[1];
    if (!id) continue;
    const met = metBy(item);
    if (met) learn(met);
    if (item.state === "done") learn(item.answer as OwnStory);
    else if (item.problem?.code === "story-exists" && met) {
      place(met.id).beside.push({ told: toldIn(item), draft: null, item });
    } else if (item.state !== "expired") place(id).outgoing = { told: toldIn(item), item };
  }
  return [...shelf.values()].map(withDrafts);
}

/** The server's drafts beside it; one that the outbox has as well is the same, and one being sent is none any more. */
function withDrafts(one: Shelved): Shelved {
  const beside = [...one.beside];
  for (const draft of one.story?.drafts ?? []) {
    if (draft.text === one.outgoing?.told.text) continue;
    const at = beside.findIndex(({ told }) => told.text === draft.text);
    const both = { told: wordsOf(draft), draft: draft.revision, item: beside[at]?.item ?? null };
    if (at < 0) beside.push(both);
    else beside[at] = both;
  }
  return { ...one, beside };
}

/** The backgrounds for which a story has been told or is on its way, other than the story `id`. */
export function taken(shelf: readonly Shelved[], id: string): Set<string> {
  const others = shelf.filter((one) => one.id !== id);
  return new Set(
    others.map(({ story, outgoing }) => (story?.latest ?? outgoing?.told)?.background ?? "").filter(Boolean),
  );
}
