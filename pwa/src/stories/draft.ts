import { say } from "../app/texts";
import type { Schema } from "../contract/types";
import { uuid } from "../live/uuid";
import { countCharacters } from "../ui/Field";
import type { Telling, TellingIn } from "./requests";
import { type Shelved, wordsOf } from "./shelf";

export const SHORTEST = 20;
export const LONGEST = 600;

/** A story being written. It keeps its id from the first keystroke, so that a late retry is the same story. */
export interface StoryDraft {
  id: string;
  /** The revision that its author had in view when beginning; null before any. */
  basedOn: number | null;
  opening: Telling["opening"];
  text: string;
  background: string | null;
  by_accident: Telling["by_accident"] | null;
  shown_on: Telling["shown_on"];
  language: string | null;
}

/** What is wrong, by field, in sentences to show. */
export type Flaws = Partial<Record<keyof Telling, string>>;

/** The name under which the phone keeps a draft: of the story `id`, or of a new one. */
export function draftKey(id: string | null): string {
  return `story/${id ?? "new"}`;
}

/** A blank page. One's leading background is chosen already, unless its story has been told. */
export function blank(
  profile: Pick<Schema<"Profile">, "backgrounds" | "languages"> | undefined,
  told: Set<string>,
): StoryDraft {
  return {
    id: uuid(),
    basedOn: null,
    opening: null,
    text: "",
    background: profile?.backgrounds.find((key) => !told.has(key)) ?? null,
    by_accident: null,
    shown_on: "feed",
    language: profile?.languages[0] ?? null,
  };
}

/** A story that is there, to be changed: as it was last written, sent or not. */
export function reopened({ id, story, outgoing }: Shelved): StoryDraft | null {
  if (outgoing) {
    return { id, basedOn: (outgoing.item.body as TellingIn).based_on, ...outgoing.told };
  }
  return story && { id, basedOn: story.version, ...wordsOf(story.latest) };
}

/** Pure: what is still to be mended before it can be sent. */
export function flawsOf({ text, background, by_accident }: StoryDraft): Flaws {
  const length = countCharacters(text.trim());
  const flaws: Flaws = {};
  if (length < SHORTEST) flaws.text = say("field.too-short", { shortest: SHORTEST });
  if (length > LONGEST) flaws.text = say("field.too-long", { longest: LONGEST });
  if (background === null) flaws.background = "Choose the one that this story tells of.";
  if (by_accident === null) flaws.by_accident = "Choose one.";
  return flaws;
}

/** What is sent of a draft without flaws. */
export function toldBy({ id: _, basedOn: __, ...words }: StoryDraft): Telling {
  return { ...words, text: words.text.trim() } as Telling;
}
