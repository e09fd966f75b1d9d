import texts from "@texts/refusals.json";
import type { Reason, Refusal } from "./requests";

/** A refusal as it reaches its author. */
export interface Refused {
  refusal: Refusal;
  reason: Reason | null;
  /** An organiser's own, in whatever language they wrote. */
  words: string | null;
  /** Of what was refused, where it is known. */
  language?: string | null;
}

type Sentences = Readonly<Record<Refusal, Readonly<Partial<Record<Reason, string>>>>>;
const REFUSALS: Readonly<Record<string, Sentences>> = texts;

/** Pure: the first of these languages in which a refusal can be said, and otherwise English. */
export function saidIn(languages: readonly string[]): string {
  const known = languages.map((tag) => tag.split("-", 1)[0] as string);
  return known.find((language) => Object.hasOwn(REFUSALS, language)) ?? "en";
}

/** Pure: what an author reads: as they say of themselves, after what they wrote in and did not think of saying. */
export function authorReads(
  languages: readonly string[],
  written: string | null | undefined,
): readonly string[] {
  return written && !languages.includes(written) ? [written, ...languages] : languages;
}

/** Pure: what tells an author why, in one of the languages that there are. */
export function whyIn(language: string, refusal: Refusal, reason: Reason): string {
  return REFUSALS[language]?.[refusal][reason] ?? "";
}
