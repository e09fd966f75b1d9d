import type { KnownFact, Schema } from "../contract/types";

/** A table one has been given and not yet looked at. */
export interface Call {
  talk: string;
  table: string;
  number: number;
}

/** What the phone knows of calls: the one to show, and the table that was seen last. */
export interface Calling {
  call: Call | null;
  seen: string | null;
}

/** Pure: the calls after a fact. `open` is the id of the talk whose page is open, or null. */
export function applyToCalling(state: Calling, fact: KnownFact, me: string, open: string | null): Calling {
  switch (fact.type) {
    case "tables.table_set": {
      const { talk, table } = fact.data;
      if (talk.mode === "open") return state; // whoever sits down there is looking at it
      if (!table.people.some(({ person }) => person.id === me)) return state;
      if (talk.id === open) return { call: null, seen: table.id };
      if (table.id === state.seen) return state;
      return { ...state, call: { talk: talk.id, table: table.id, number: table.number } };
    }
    case "tables.got_up":
      return without(state, fact.data.talk_id);
    case "tables.talk_listed":
      return over(fact.data.talk) ? without(state, fact.data.talk.id) : state;
    default:
      return state;
  }
}

/** Pure: once the talk's page is open, its table has been seen. */
export function looked(state: Calling, open: string | null): Calling {
  return state.call && state.call.talk === open ? { call: null, seen: state.call.table } : state;
}

function over({ phase }: Schema<"TalkView">): boolean {
  return phase === "ended";
}

function without(state: Calling, talk: string): Calling {
  return state.call?.talk === talk ? { ...state, call: null } : state;
}
