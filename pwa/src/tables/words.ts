import type { Schema } from "../contract/types";
import { tableWords } from "../ui/marks";
import type { View } from "./view";

type Table = Schema<"TableView">;

/** "Priya", "Priya and Tom", "Priya, Tom and Ana". */
export function list(names: readonly string[]): string {
  return new Intl.ListFormat("en-GB").format(names);
}

/** "12 people are here", "1 person is here", "Nobody is here yet". */
export function hereWords(count: number): string {
  if (count === 0) return "Nobody is here yet";
  return count === 1 ? "1 person is here" : `${count} people are here`;
}

/** Those who sit at a table beside `me`, in the order of turns. */
export function neighbours({ people }: Table, me: string): Schema<"Neighbour">[] {
  return people.filter(({ person }) => person.id !== me);
}

/** What the one big button says where one may come in: a tap on it is the check-in. */
export const COME_IN: Partial<Record<View["at"], string>> = {
  door: "I’m here",
  late: "Take a seat",
  gone: "Take a seat again",
};

/** What a screen reader says when the page turns to another view. */
export function viewInWords(view: View, me: string): string {
  switch (view.at) {
    case "setting":
      return "The tables are being set.";
    case "waiting":
      return `${waitingTitle(view)}.`;
    case "table": {
      const { number, stays } = view.table;
      const names = neighbours(view.table, me).map(({ person }) => person.name);
      const company = names.length > 0 ? `, with ${list(names)}` : "";
      const begun = view.moving ? "" : " The talk has begun.";
      return `You${stays.includes(me) ? " stay" : "’re"} at table ${number}, ${tableWords(number)}${company}.${begun}`;
    }
    case "gone":
      return view.freed ? "A host has freed your chair." : "You have left the tables.";
    case "ended":
      return "The table talk has ended.";
    default:
      return "";
  }
}

/** "Every chair is taken": what a page is called on which somebody waits for a chair. */
export function waitingTitle({ never, waiting }: Extract<View, { at: "waiting" }>): string {
  const late = waiting?.why === "late";
  if (never) return late ? "This was the last round" : "Every chair is taken";
  if (waiting?.table) return `You’re in from the next round, at table ${waiting.table}`;
  if (waiting && !late) return "Every chair is taken this round";
  return waiting?.first === false ? "This round is nearly over" : "You’re in from the next round";
}

/** What is said of how people move, unless everybody does. */
export const MODE_WORDS: Partial<Record<Schema<"TalkView">["mode"], string>> = {
  "hosts-stay": "Hosts stay at their tables",
  "one-to-one": "One to one",
};

/** What those see who had moved on already, or said goodbye, when a host takes the talk back. */
export function returnedWords({ phase, round }: Schema<"TalkView">): string {
  if (phase === "gathering") return "The host has gone back a step: the tables will be set anew.";
  return `The host has gone back a step: round ${round} goes on where it was.`;
}

/** "12 people at 3 tables": whom something concerns. */
export function concerned(people: number, tables: number): string {
  const who = people === 1 ? "1 person" : `${people} people`;
  if (tables === 0) return who;
  return `${who} at ${tables === 1 ? "1 table" : `${tables} tables`}`;
}

/** "2 chairs free", "1 chair free", "Full". */
export function chairsFree(count: number): string {
  if (count <= 0) return "Full";
  return count === 1 ? "1 chair free" : `${count} chairs free`;
}

/** "In round 2", "In rounds 1 and 3": when one sat with somebody. */
export function roundsWords(rounds: readonly number[]): string {
  return `In ${rounds.length === 1 ? "round" : "rounds"} ${list(rounds.map(String))}`;
}
