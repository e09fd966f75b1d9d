import { say } from "../app/texts";
import type { Flag, ReviewCard } from "./requests";

type Part = Flag["part"];

/** A piece of a text, marked where something was noticed in it. */
export interface Piece {
  text: string;
  flagged: boolean;
}

/** What was noticed of one kind: a sentence, and the passages that it is about. */
export interface Remark {
  key: string;
  sentence: string;
  passages: readonly string[];
  /** The other text, where this one is much like it. */
  other: string | null;
}

/** Pure: what was noticed; nothing in a review that was kept on the phone before there were flags. */
export function flagsOf({ flags }: Pick<ReviewCard, "flags">): readonly Flag[] {
  return (flags as readonly Flag[] | undefined) ?? [];
}

/** Pure: what was noticed, a sentence for each kind, in the order in which one reads; of the whole last. */
export function remarks({ flags, writing }: Pick<ReviewCard, "flags" | "writing">): Remark[] {
  const found = new Map<string, Remark>();
  for (const { kind, part, start, end, alike } of flagsOf({ flags })) {
    const key = alike ? "alike" : kind;
    const passage = [...partOf(writing, part)].slice(start, end).join("");
    const before = found.get(key)?.passages ?? [];
    found.set(key, {
      key,
      sentence: alike
        ? say(alike.own ? "flag.alike-own" : "flag.alike", { by: alike.by })
        : say(`flag.${kind}`),
      passages: alike || before.includes(passage) ? before : [...before, passage],
      other: alike?.text ?? null,
    });
  }
  return [...found.values()].sort(
    (one, other) => Number(one.key === "alike") - Number(other.key === "alike"),
  );
}

/** Pure: the words of a part. */
export function partOf({ title, text, photo }: ReviewCard["writing"], part: Part): string {
  if (part === "text") return text;
  return (part === "title" ? title : photo?.alt) ?? "";
}

/**
 * Pure: some words of a part in pieces, those marked in which something was noticed.
 *
 * `from`: where they begin in that part, in code units. What is much like another text is not marked as a whole.
 */
export function pieces(
  words: string,
  from: number,
  text: string,
  flags: readonly Flag[],
  part: Part,
): Piece[] {
  const units = codeUnits(text);
  const spans = flags
    .filter((flag) => flag.part === part && !flag.alike)
    .map(({ start, end }) => [(units[start] ?? 0) - from, (units[end] ?? 0) - from] as const)
    .sort(([one], [other]) => one - other);
  const found: Piece[] = [];
  const add = (start: number, end: number, flagged: boolean) => {
    if (start < end) found.push({ text: words.slice(start, end), flagged });
  };
  let at = 0;
  for (const [start, end] of spans) {
    add(at, Math.min(start, words.length), false);
    add(Math.max(at, start), Math.min(end, words.length), true);
    at = Math.max(at, Math.min(end, words.length));
  }
  add(at, words.length, false);
  return found;
}

/** Where each code point of a text begins, in code units, and where the last one ends. */
function codeUnits(text: string): number[] {
  const begins = [0];
  for (const letter of text) begins.push((begins.at(-1) ?? 0) + letter.length);
  return begins;
}
