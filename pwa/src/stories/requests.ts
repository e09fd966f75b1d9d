import type { Here } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";
import type { Command } from "../live/outboxItems";

export type Telling = Omit<Schema<"TellingIn">, "based_on">;
export type TellingIn = Schema<"TellingIn">;
export type OwnStory = Schema<"OwnStory">;
export type StoryCard = Schema<"StoryCard">;

/** The longest page that the server gives. */
export const LONGEST_PAGE = 50;

type Place = Pick<Here, "slug" | "path">;

/** Which stories of the feed somebody wants: all, but for what is said here. */
export interface Wanted {
  background?: string | null;
  language?: string | null;
  /** Of those who came by accident, or rather so; false: of those who did not. */
  by_accident?: boolean | null;
  /** With these words. */
  find?: string | null;
}

interface FeedSearch extends Wanted {
  /** The `next` of the page before. */
  after?: number | null;
  limit?: number;
}

/** A page of the feed, the newest first. */
export function fetchFeed(
  here: Place,
  search: FeedSearch,
  signal?: AbortSignal,
): Promise<Schema<"FeedPage">> {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) if (value != null) asked.set(name, String(value));
  return request("GET", here.path(`/feed?${asked}`), undefined, signal && { signal });
}

/** Those of these stories that are shown in the feed, however many. */
export async function fetchThese(here: Place, ids: readonly string[]): Promise<StoryCard[]> {
  const shown: StoryCard[] = [];
  for (let at = 0; at < ids.length; at += LONGEST_PAGE) {
    const of = ids.slice(at, at + LONGEST_PAGE).join(",");
    const page: Schema<"FeedPage"> = await request("GET", here.path(`/feed?limit=${LONGEST_PAGE}&of=${of}`));
    shown.push(...page.stories);
  }
  return shown;
}

/** One live story of the feed. */
export function fetchStory(here: Place, id: string, signal?: AbortSignal): Promise<StoryCard> {
  return request("GET", here.path(`/stories/${id}`), undefined, signal && { signal });
}

/** One's own stories, and where one said "same here". */
export function fetchMine(here: Place, signal?: AbortSignal): Promise<Schema<"MyStories">> {
  return request("GET", here.path("/stories/mine"), undefined, signal && { signal });
}

/** Where a story's sending stands in the outbox: the same for every attempt at the same story. */
export function outboxKey(id: string): string {
  return `story/${id}`;
}

/** What the outbox sends to tell a story, or to tell it anew: its photo first. `basedOn`: the revision in view, null before any. */
export function telling(here: Place, id: string, told: Telling, basedOn: number | null): Command {
  return {
    conference: here.slug,
    key: outboxKey(id),
    method: "PUT",
    path: here.path(`/stories/${id}`),
    body: { ...told, based_on: basedOn } satisfies TellingIn,
    ...(told.photo && { first: { name: told.photo.id, path: here.path(`/photos/${told.photo.id}`) } }),
  };
}

/** Take a story back. */
export function withdraw(here: Place, story: OwnStory): Promise<OwnStory> {
  return request("POST", here.path(`/stories/${story.id}/withdrawal`), { version: story.version });
}

/** Let a story come up as a card where one sits, or no more. */
export function letBeCard(here: Place, story: OwnStory, allowed: boolean): Promise<OwnStory> {
  return request(allowed ? "PUT" : "DELETE", here.path(`/stories/${story.id}/card`));
}

/** Throw away a draft that the server keeps beside a story. */
export function discardDraft(here: Place, id: string, revision: number): Promise<OwnStory> {
  return request("DELETE", here.path(`/stories/${id}/drafts/${revision}`));
}

/** Say "same here", or take it back. */
export function sameHere(here: Place, id: string, tapped: boolean): Promise<void> {
  return request(tapped ? "PUT" : "DELETE", here.path(`/stories/${id}/same-here`));
}
