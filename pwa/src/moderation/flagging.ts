import type { Here } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";

export type Flagging = Schema<"Flagging">;
export type Kind = Schema<"FlaggingIn">["kinds"][number];

const MOST = 200;
const LONGEST = 60;

/** What can be flagged, in the order in which it is offered. */
export const KINDS: readonly { value: Kind; label: string }[] = [
  { value: "phone", label: "Phone numbers" },
  { value: "email", label: "E-mail addresses" },
  { value: "link", label: "Links" },
  { value: "shouting", label: "Shouting" },
  { value: "abuse", label: "Abusive words" },
  { value: "person", label: "Names of guests" },
  { value: "employer", label: "Names of their employers" },
  { value: "alike", label: "Texts much like another" },
];

/** What an organiser has in view: words as they type them, one a line. */
export interface Wanted {
  kinds: Kind[];
  words: string;
  passes: string;
}

/** Pure: as it is typed. */
export function typed({ kinds, words, passes }: Flagging): Wanted {
  return { kinds: kinds as Kind[], words: words.join("\n"), passes: passes.join("\n") };
}

/** Pure: the words in what was typed, each once. */
export function wordsIn(lines: string): string[] {
  const found = lines.split("\n").map((line) => line.trim().replace(/\s+/g, " "));
  return [...new Set(found.filter((line) => line !== ""))];
}

/** Pure: what is to be mended in some words before they can be saved. */
export function flawOf(lines: string): string | undefined {
  const words = wordsIn(lines);
  if (words.length > MOST) return `At most ${MOST} words.`;
  const long = words.find((word) => [...word].length > LONGEST);
  return long && `“${long.slice(0, 20)}…” has more than ${LONGEST} letters.`;
}

/** What is flagged here. */
export function fetchFlagging(here: Here): Promise<Flagging> {
  return request("GET", here.path("/flagging"));
}

/** Have texts flagged so, as decided on what was so before. */
export function sayFlagging(here: Here, before: Flagging, wanted: Wanted): Promise<Flagging> {
  const body: Schema<"FlaggingIn"> = {
    version: before.version,
    kinds: wanted.kinds,
    words: wordsIn(wanted.words),
    passes: wordsIn(wanted.passes),
  };
  return request("PUT", here.path("/flagging"), body);
}
