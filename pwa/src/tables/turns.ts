import type { Schema } from "../contract/types";
import type { Timer } from "./view";
import { list } from "./words";

type Table = Schema<"TableView">;
type Person = Schema<"PersonCard">;

/** How turns stand at a table. */
export interface Turns {
  /** Whose turn it is; null once everybody has had one. */
  now: Person | null;
  /** Who comes after, in order. */
  next: readonly Person[];
  /** Whose turn was over last: it can be given back. */
  last: Person | null;
}

/** Pure: how turns stand. */
export function turnsOf({ people, turn, spoken }: Table): Turns {
  const cards = people.map(({ person }) => person);
  return {
    now: cards.find(({ id }) => id === turn) ?? null,
    next: cards.filter(({ id }) => id !== turn && !spoken.includes(id)),
    last: cards.find(({ id }) => id === spoken.at(-1)) ?? null,
  };
}

/** Milliseconds of a table's talking: what is left, and what was left when the present turn began. */
export interface Share {
  /** A fair slice of what is left, for the one who speaks and each who has yet to. */
  each: number;
  /** What is left of the present turn's own slice, never below nothing. */
  mine: number;
  /** The others' slices have become much smaller than this one. */
  unfair: boolean;
}

const MUCH = 1.6; // slices

/** Pure: how fairly the time is shared. What is added to the round counts for nobody as taken. */
export function shareOf(table: Table, { length }: Timer, left: number): Share {
  const heads = turnsOf(table).next.length + 1;
  const begun = Math.max(table.turn_left === null ? length : table.turn_left * 1000, left);
  const slice = begun / heads;
  const taken = begun - left;
  return {
    each: left / heads,
    mine: Math.max(0, slice - taken),
    unfair: heads > 1 && left > 0 && taken > slice * MUCH,
  };
}

/** "about 2 minutes", "half a minute", "a few words". */
export function aboutWords(ms: number): string {
  const halves = Math.round(ms / 30_000);
  if (halves < 1) return "a few words";
  if (halves === 1) return "half a minute";
  if (halves === 2) return "about a minute";
  if (halves === 3) return "a minute and a half";
  return `about ${Math.round(ms / 60_000)} minutes`;
}

/** "Your turn", "Maria starts": the turn in two words. */
export function turnWords({ now, last }: Turns, me: string): string {
  if (!now) return "Everybody has had a turn. Talk on.";
  if (now.id === me) return last ? "Your turn" : "You start";
  return last ? `${now.name}’s turn` : `${now.name} starts`;
}

/** "Next: Maria", "Next: you", or nothing after the last. */
export function nextWords({ next: [first] }: Turns, me: string): string {
  return first ? `Next: ${first.id === me ? "you" : first.name}` : "";
}

/** A kind word for a table where somebody has had much more than a fair slice, or null. */
export function nudgeWords({ next }: Turns, { each, unfair }: Share, me: string): string | null {
  if (!unfair) return null;
  const names = next.map(({ id, name }) => (id === me ? "you" : name));
  const would = next.length === 1 && next[0]?.id !== me ? "has" : "have";
  const who = list(names);
  return `${who.charAt(0).toUpperCase()}${who.slice(1)} ${would} yet to speak. That leaves ${aboutWords(each)} each.`;
}
