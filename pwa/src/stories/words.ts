import { say } from "../app/texts";
import type { OutboxItem } from "../live/outbox";
import type { OwnStory, Telling } from "./requests";

export const QUESTION = "So, how did you get into the contact centre industry?";

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

/** How something stands: a word, what it means, and how it feels. */
export interface Standing {
  word: string;
  means: string;
  kind: "plain" | "next" | "good" | "bad";
}

/** Where a story stands, in words its author understands. */
export function standing(story: OwnStory): Standing {
  const still = story.live ? "What was there before stays up." : "";
  switch (story.state) {
    case "in-review":
      return {
        word: "In review",
        means: story.live
          ? "An organiser reads the new version before the room does. Until then the old one stays up."
          : "An organiser reads every story before the room does. Usually that takes a few minutes.",
        kind: "plain",
      };
    case "live":
      return { word: "Live", means: SHOWN_WHERE[story.latest.shown_on], kind: "good" };
    case "sent-back":
      return { word: "Sent back", means: join(refusal(story, "reason-back"), still), kind: "next" };
    case "closed":
      return { word: "Closed", means: refusal(story, "reason-closed"), kind: "bad" };
    case "withdrawn":
      return { word: "Withdrawn", means: "Nobody sees it any more. You can tell it again.", kind: "plain" };
  }
}

/** Where what is still on this phone stands. */
export function sending(item: OutboxItem): Standing {
  switch (item.state) {
    case "sending":
      return { word: "On its way", means: "Sending it now.", kind: "plain" };
    case "refused":
      if (item.problem?.code === "version-conflict") {
        return {
          word: "Not sent",
          means: "You changed it on another phone meanwhile. Which shall stay?",
          kind: "next",
        };
      }
      return { word: "Not sent", means: item.problem?.detail ?? "", kind: "bad" };
    default:
      return {
        word: "Waiting to send",
        means: "No signal. Your story is safe on this phone and goes out by itself.",
        kind: "next",
      };
  }
}

/** How many recognised themselves; null before anybody has. */
export function sameHereWords(count: number): string | null {
  if (count === 0) return null;
  return count === 1 ? "One other person said “same here”." : `${count} others said “same here”.`;
}

function refusal(story: OwnStory, key: "reason-back" | "reason-closed"): string {
  const canned = story.reason ? say(`${key}.${story.reason}`) : "";
  const own = story.words ? `“${story.words}”` : "";
  const reason = join(canned, own);
  if (reason) return reason;
  return key === "reason-back" ? "Change it and send it again." : "It will not be shown.";
}

function join(...sentences: string[]): string {
  return sentences.filter(Boolean).join(" ");
}
