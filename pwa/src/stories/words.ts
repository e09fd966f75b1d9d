import type { Telling } from "./requests";

export type Openings = NonNullable<Telling["opening"]>;

export const OPENINGS: readonly Openings[] = ["first-day", "accident", "meant-to-stay", "what-kept-me"];

export const BY_ACCIDENT = {
  yes: "Yes",
  rather: "Rather",
  no: "No",
} as const satisfies Record<Telling["by_accident"], string>;

/** As a label under a story: `no` is no news. */
export const ACCIDENTS = {
  yes: "By accident",
  rather: "Rather by accident",
  no: "On purpose",
} as const satisfies Record<Telling["by_accident"], string>;

export const SHOWN_ON = {
  tables: "At my tables only",
  feed: "To everyone here",
  screen: "On the big screen too",
} as const satisfies Record<Telling["shown_on"], string>;

/** What each choice means, in a sentence. */
export const SHOWN_WHERE = {
  tables: "Those who sit at a table with you can read it, and nobody else.",
  feed: "Everyone here can read it in the stories, and at your tables.",
  screen: "Everyone here can read it, and it may be on the big screen with your name.",
} as const satisfies Record<Telling["shown_on"], string>;

/** How many recognised themselves; null before anybody has. */
export function sameHereWords(count: number): string | null {
  if (count === 0) return null;
  return count === 1 ? "One other person said “same here”." : `${count} others said “same here”.`;
}
