import type { Here } from "../app/here";
import type { Schema } from "../contract/types";
import { ProblemError, request } from "../live/api";

/** Where somebody sits as the host sees it, and where the host wants them: numbers of tables, null for none. */
export type Place = Schema<"PlaceIn">;
type Guest = Schema<"Guest">;

/** Pure: somebody to another table, or away from the tables for this round. */
export function place({ person, table }: Guest, to: number | null): Place {
  return { person_id: person.id, was: table, table: to };
}

/** Pure: what takes places back. */
export function back(places: readonly Place[]): Place[] {
  return places.map(({ person_id, was, table }) => ({ person_id, was: table, table: was }));
}

/** Pure: two who change places. */
export function swap(one: Guest, other: Guest): Place[] {
  return [place(one, other.table), place(other, one.table)];
}

/** Pure: the question to ask before a table has more people than chairs; null for any other problem. */
export function crowded(error: unknown): string | null {
  if (!(error instanceof ProblemError) || error.code !== "table-full") return null;
  const { heads, table } = error.params;
  return `It would be ${COUNTED[Number(heads)] ?? heads} at table ${table}.`;
}

const COUNTED: Readonly<Record<number, string>> = { 7: "seven", 8: "eight", 9: "nine" };

/** Put people where a host wants them, in this round; sent again, it happens once. `anyway`: also where it is full. */
export function seat(
  here: Here,
  talk: Schema<"TalkView">,
  places: readonly Place[],
  anyway: boolean,
): Promise<void> {
  const body = { round: talk.round, places, anyway };
  return request("PUT", here.path(`/talks/${talk.id}/seats`), body);
}
