import type { Schema } from "../contract/types";
import { charactersOf } from "../ui/Field";

const GLANCE_MS = 6_000;
const LETTER_MS = 65; // a room reads slower than one person does
const WORD_SIGN_MS = 200; // a letter of Chinese or Japanese says as much as three of others
const WORD_SIGN = /[\u3040-\u9fff\uac00-\ud7af]/;
const LONGEST_MS = 90_000;

/** Pure: how long a story stays up, so that the back row can finish it. */
export function readingTime({ text }: Pick<Schema<"StoryCard">, "text">): number {
  const letters = charactersOf(text).map((letter) => (WORD_SIGN.test(letter) ? WORD_SIGN_MS : LETTER_MS));
  return Math.min(
    LONGEST_MS,
    letters.reduce((sum, time) => sum + time, GLANCE_MS),
  );
}

/** Pure: a join code as one reads it out: "YHMV 9J6T". */
export function spaced(code: string): string {
  return code.replace(/(.{4})(?=.)/g, "$1 ");
}
