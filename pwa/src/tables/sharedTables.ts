import type { Schema } from "../contract/types";

type Talk = Pick<Schema<"TalkView">, "title" | "phase" | "first_table" | "tables">;

/**
 * Pure: what to say where a talk is to have tables that another has been given, too; null where it is not.
 *
 * Only tables given by hand are meant: all others are those that nobody else uses.
 */
export function sharedWords(
  talks: readonly Talk[],
  first: number | null,
  count: number | null,
): string | null {
  if (!first || !count) return null;
  const last = first + count - 1;
  for (const { title, phase, first_table, tables } of talks) {
    if (phase === "ended" || tables === null) continue;
    const from = Math.max(first, first_table);
    const to = Math.min(last, first_table + tables - 1);
    if (from > to) continue;
    const [which, it] = from === to ? [`Table ${from}`, "it"] : [`Tables ${from} to ${to}`, "one"];
    return `${which} also ${from === to ? "belongs" : "belong"} to “${title}”. Whichever talk sets ${it} first has it, and the other does without.`;
  }
  return null;
}
