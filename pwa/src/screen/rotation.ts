import type { Schema } from "../contract/types";

type Story = Pick<Schema<"StoryCard">, "id" | "text">;

const GLANCE_MS = 6_000;
const LETTER_MS = 65; // a room reads slower than one person does
const LONGEST_MS = 45_000;

/** Pure: how long a story stays up, so that the back row can finish it. */
export function readingTime({ text }: Pick<Story, "text">): number {
  return Math.min(LONGEST_MS, GLANCE_MS + text.length * LETTER_MS);
}

/** Pure: the story after `current`, round and round; the first when that one is gone; undefined without any. */
export function following<S extends Story>(
  stories: readonly S[],
  current: string | undefined,
): S | undefined {
  const index = stories.findIndex(({ id }) => id === current);
  return stories[(index + 1) % Math.max(1, stories.length)];
}

/** Pure: in how many columns `count` tables are largest on a wall of this shape (width to height). */
export function columnsFor(count: number, shape: number): number {
  return Math.max(1, Math.round(Math.sqrt(count * shape)));
}

/** Pure: a join code as one reads it out: "YHMV 9J6T". */
export function spaced(code: string): string {
  return code.replace(/(.{4})(?=.)/g, "$1 ");
}
