import type { Here } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";

export type Intent = Schema<"IntentIn">["intent"];
export type HowLong = Schema<"AsideIn">["how_long"];
export type Suggestion = Schema<"SuggestionCard">;
export type WaveCard = Schema<"WaveCard">;
export type Connection = Schema<"ConnectionCard">;
export type Contact = Schema<"ContactCard">;
export type Sentence = Schema<"Sentence">;

type Place = Pick<Here, "path">;
type Standing = Pick<Schema<"WaveList">, "number" | "feed_number">;

/** The people whom one is suggested, and who are suggested oneself. */
export function fetchSuggestions(here: Place, signal?: AbortSignal): Promise<Schema<"SuggestionList">> {
  return request("GET", here.path("/suggestions"), undefined, signal && { signal });
}

/** The waves that await an answer: at oneself, and one's own. */
export function fetchWaves(here: Place, signal?: AbortSignal): Promise<Schema<"WaveList">> {
  return request("GET", here.path("/waves"), undefined, signal && { signal });
}

/** Pure: where two lists stand that were fetched side by side: what either may have missed is heard again. */
export function earlier(...lists: [Standing, Standing]): Standing {
  return {
    number: Math.min(...lists.map((list) => list.number)),
    feed_number: Math.min(...lists.map((list) => list.feed_number)),
  };
}

/** Those with whom one is connected, each with what they share. */
export function fetchConnections(here: Place, signal?: AbortSignal): Promise<Schema<"ConnectionList">> {
  return request("GET", here.path("/connections"), undefined, signal && { signal });
}

/** Ask for others: it decides, too, to whom one is suggested oneself. */
export function chooseIntent(here: Place, intent: Intent): Promise<unknown> {
  return request("PUT", here.path("/intent"), { intent });
}

/** Wave at somebody; when they have waved as well, the answer holds the connection. */
export function wave(here: Place, personId: string): Promise<Schema<"WaveAnswer">> {
  return request("PUT", here.path(`/waves/${personId}`));
}

/** Ask the author of a story to tell more of it: a wave that has the story as its reason. */
export function askForMore(here: Place, storyId: string): Promise<Schema<"WaveAnswer">> {
  return request("PUT", here.path(`/stories/${storyId}/tell-me-more`));
}

/** All that counts between oneself and somebody, in sentences that are true for both. */
export function fetchWhy(here: Place, personId: string, signal?: AbortSignal): Promise<Schema<"Why">> {
  return request("GET", here.path(`/suggestions/${personId}/why`), undefined, signal && { signal });
}

/** Be suggested somebody no more, today or ever; they never learn of it. */
export function putAside(here: Place, personId: string, howLong: HowLong): Promise<void> {
  return request("PUT", here.path(`/suggestions/${personId}/aside`), { how_long: howLong });
}

/** Be suggested somebody again. */
export function bringBack(here: Place, personId: string): Promise<void> {
  return request("DELETE", here.path(`/suggestions/${personId}/aside`));
}

/** Take a wave back that has not been answered. */
export function takeBack(here: Place, personId: string): Promise<void> {
  return request("DELETE", here.path(`/waves/${personId}`));
}

/** Take a connection back, for both and without a word. */
export function disconnect(here: Place, personId: string): Promise<void> {
  return request("DELETE", here.path(`/connections/${personId}`));
}
