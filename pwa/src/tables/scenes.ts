import type { Schema } from "../contract/types";
import type { TalkState } from "./store";

/** Values for tests: Alice at table 4 of "Coffee", with Bob. */
export const ALICE = "0000000a-0000-7000-8000-000000000000";
export const BOB = "0000000b-0000-7000-8000-000000000000";
export const CAROL = "0000000c-0000-7000-8000-000000000000";
export const TALK = "00000001-0000-7000-8000-000000000000";

export function card(id: string, name: string): Schema<"PersonCard"> {
  return { id, name, organisation: null, position: null, backgrounds: ["agent"], openness: "come-and-talk" };
}

export function talk(changes: Partial<Schema<"TalkView">> = {}): Schema<"TalkView"> {
  return {
    id: TALK,
    mode: "rotate",
    title: "Coffee",
    deck: "how-did-you-get-here",
    deck_title: "How did you get here?",
    size: 4,
    largest: 6,
    first_table: 1,
    tables: null,
    code: null,
    by: null,
    rounds: 2,
    minutes: 12,
    phase: "gathering",
    round: 0,
    ends_at: null,
    paused_left: null,
    here: 8,
    opened_at: "2026-11-23T09:00:00.000Z",
    version: 1,
    ...changes,
  };
}

export const moving = talk({ phase: "moving", round: 1, ends_at: "2026-11-23T09:10:45.000Z", version: 3 });
export const talking = talk({ phase: "talking", round: 1, ends_at: "2026-11-23T09:22:45.000Z", version: 4 });

export function table(changes: Partial<Schema<"TableView">> = {}): Schema<"TableView"> {
  return {
    id: "00000004-0000-7000-8000-000000000000",
    talk_id: TALK,
    round: 1,
    number: 4,
    people: [
      { person: card(ALICE, "Alice"), opening: null },
      { person: card(BOB, "Bob"), opening: "I only meant to stay until the summer." },
    ],
    prompt: {
      key: "first-day",
      lighter: "What was your first day like?",
      deeper: "What did it tell you?",
      follow_up: "Who sat next to you?",
    },
    turn: ALICE,
    turn_left: null,
    spoken: [],
    written: null,
    takeaway: null,
    stays: [],
    quiet: false,
    story: null,
    version: 1,
    ...changes,
  };
}

export function snapshot(changes: Partial<TalkState> = {}): TalkState {
  return {
    number: 5,
    person_number: 8,
    talk: talk(),
    here: true,
    listens: false,
    table: null,
    table_number: 0,
    waiting: null,
    announcement: null,
    ...changes,
  };
}

export function guest(id: string, name: string, at: number | null = null): Schema<"Guest"> {
  return {
    person: card(id, name),
    since: "2026-11-23T09:01:00.000Z",
    table: at,
    locked: null,
    promised: null,
    phone: true,
  };
}

export function room(changes: Partial<Schema<"RoomSnapshot">> = {}): Schema<"RoomSnapshot"> {
  return {
    number: 3,
    talk_number: 8,
    talk: talk(),
    people: [],
    tables: [],
    act: null,
    report: null,
    announcement: null,
    ...changes,
  };
}
