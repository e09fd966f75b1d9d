import type { Schema } from "../contract/types";
import { isSeated } from "./store";

type Guest = Schema<"Guest">;

/** One table of the round, with those who sit there. */
export interface RoomTable {
  number: number;
  people: Guest[];
}

/** The room in order: the tables of the running round, and those who have no chair in it. */
export interface RoomPlan {
  tables: RoomTable[];
  standing: Guest[];
}

/** Pure: who sits where. Between rounds there are no tables, and everybody stands. */
export function planOf({ talk, tables, people }: Schema<"RoomSnapshot">): RoomPlan {
  if (!isSeated(talk)) return { tables: [], standing: people };
  const at = new Map(tables.map(({ number }) => [number, { number, people: [] as Guest[] }]));
  const standing: Guest[] = [];
  for (const guest of people) {
    const table = guest.table === null ? undefined : at.get(guest.table);
    if (table) table.people.push(guest);
    else standing.push(guest);
  }
  return { tables: [...at.values()], standing };
}

/** What stands above those who have no chair. */
export function standingWords({ phase, tables, round, rounds }: Schema<"TalkView">): string {
  if (phase === "ended") return "Were here";
  if (!isSeated({ phase })) return "Here";
  if (round === rounds) return "Without a chair";
  return tables === null ? "In from the next round" : "Without a chair this round";
}

/** Pure: what a list says of a talk. It hears when one opens and when it is over, not each step in between. */
export function listedWords({ phase }: Pick<Schema<"TalkView">, "phase">): string {
  if (phase === "gathering") return "Gathering";
  return phase === "ended" ? "Ended" : "On now";
}

/** A talk's phase in a few words: "Round 1 of 2, talking". */
export function phaseWords({ phase, round, rounds, paused_left }: Schema<"TalkView">): string {
  if (phase === "gathering") return "Gathering";
  if (phase === "ended") return "Ended";
  const doing = { setting: "setting the tables", moving: "walking to the tables", talking: "talking" }[phase];
  return `Round ${round} of ${rounds}, ${paused_left !== null && phase !== "setting" ? "paused" : doing}`;
}
