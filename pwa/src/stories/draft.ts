import { say } from "../app/texts";
import type { Schema } from "../contract/types";
import { uuid } from "../live/uuid";
import { countCharacters } from "../ui/Field";
import type { Telling, TellingIn } from "./requests";
import { type Shelved, wordsOf } from "./shelf";
import { LONGEST_TITLE, suggestedTitle } from "./title";

export const SHORTEST = 20;
export const LONGEST = 600;
export const LONGEST_ALT = 150;

/** A story being written. It keeps its id from the first keystroke, so that a late retry is the same story. */
export interface StoryDraft {
  id: string;
  /** The revision that its author had in view when beginning; null before any. */
  basedOn: number | null;
  opening: Telling["opening"];
  /** Null as long as the first sentence is the title. */
  title: string | null;
  text: string;
  background: string | null;
  by_accident: Telling["by_accident"] | null;
  shown_on: Telling["shown_on"];
  /** Null as long as the words are to tell. */
  language: string | null;
  /** Sent before the story; until then the phone keeps it under its id (live/files.ts). */
  photo: Telling["photo"];
}

/** What is wrong, by field, in sentences to show. */
export type Flaws = Partial<Record<keyof Telling, string>>;

/** A blank page. One's leading background is chosen already, unless its story has been told. */
export function blank(
  profile: Pick<Schema<"Profile">, "backgrounds"> | undefined,
  told: Set<string>,
): StoryDraft {
  return {
    id: uuid(),
    basedOn: null,
    opening: null,
    title: null,
    text: "",
    background: profile?.backgrounds.find((key) => !told.has(key)) ?? null,
    by_accident: null,
    shown_on: "feed",
    language: null,
    photo: null,
  };
}

/** A story that is there, to be changed: as it was last written, sent or not. */
export function reopened({ id, story, outgoing }: Shelved): StoryDraft | null {
  if (outgoing) {
    return { id, basedOn: (outgoing.item.body as TellingIn).based_on, ...asWritten(outgoing.told) };
  }
  return story && { id, basedOn: story.version, ...asWritten(story.latest) };
}

/** What was told, as it is written on: a title that was only suggested goes with the words. */
export function asWritten(told: Telling): Omit<StoryDraft, "id" | "basedOn"> {
  const words = wordsOf(told);
  const own = words.title && words.title !== suggestedTitle(words.text);
  return { ...words, title: own ? words.title : null } as Omit<StoryDraft, "id" | "basedOn">;
}

/** Pure: what is still to be mended before it can be sent. */
export function flawsOf({ title, text, background, by_accident, photo }: StoryDraft): Flaws {
  const length = countCharacters(text.trim());
  const flaws: Flaws = {};
  if (length < SHORTEST) flaws.text = say("field.too-short", { shortest: SHORTEST });
  if (length > LONGEST) flaws.text = say("field.too-long", { longest: LONGEST });
  if (countCharacters(title?.trim() ?? "") > LONGEST_TITLE) {
    flaws.title = say("field.too-long", { longest: LONGEST_TITLE });
  }
  const alt = countCharacters(photo?.alt.trim() ?? "");
  if (photo && alt === 0) flaws.photo = "Say in a line what is there to see.";
  if (alt > LONGEST_ALT) flaws.photo = say("field.too-long", { longest: LONGEST_ALT });
  if (background === null) flaws.background = "Choose the one that this story tells of.";
  if (by_accident === null) flaws.by_accident = "Choose one.";
  return flaws;
}

/** What is sent of a draft without flaws. */
export function toldBy({ id: _, basedOn: __, ...words }: StoryDraft): Telling {
  const text = words.text.trim();
  const photo = words.photo && { ...words.photo, alt: words.photo.alt.trim() };
  return { ...words, text, photo, title: words.title?.trim() || suggestedTitle(text) } as Telling;
}
