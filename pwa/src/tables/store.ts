import type { Here } from "../app/here";
import type { KnownFact, Schema } from "../contract/types";
import { request } from "../live/api";
import { openStream, type Stream } from "../live/stream";

type Talk = Schema<"TalkView">;

/** A talk as this phone knows it: the server's snapshot, and what the phone itself remembers of it. */
export interface TalkState extends Schema<"TalkSnapshot"> {
  /** Everybody is being seated, and this phone has yet to hear where. */
  awaited?: boolean;
  /** Why this person's chair is free again; nothing while they are checked in. */
  gone?: "left" | "freed" | undefined;
  /** The version at which a host took the talk back: to an earlier round, to before its end, to the lobby. */
  returned?: number;
}

/** The later of two sights of one talk; of the same version, the one that came last. */
export function later<T extends Pick<Talk, "version">>(known: T, heard: T): T {
  return heard.version >= known.version ? heard : known;
}

/** True while people sit at, or walk to, their tables. */
export function isSeated({ phase }: Pick<Talk, "phase">): boolean {
  return phase === "moving" || phase === "talking";
}

/** Pure: an attendee's talk after a fact of its stream, of their table's, or of their own. */
export function applyToTalk(me: string, state: TalkState, fact: KnownFact): TalkState {
  switch (fact.type) {
    case "tables.talk_moved":
      return withTalk(state, fact.data.talk);
    case "tables.table_set":
      return withTable(me, state, fact.data);
    case "tables.talk_announced":
      return withNews(state, fact.data);
    case "tables.talk_counted": {
      const { talk_id, here } = fact.data;
      return talk_id === state.talk.id ? { ...state, talk: { ...state.talk, here } } : state;
    }
    case "tables.checked_in": {
      const { talk_id, listens } = fact.data;
      return talk_id === state.talk.id ? { ...state, here: true, listens, gone: undefined } : state;
    }
    case "tables.got_up":
      if (fact.data.talk_id !== state.talk.id) return state;
      return {
        ...state,
        here: false,
        table: null,
        awaited: false,
        waiting: null,
        gone: state.gone ?? "freed",
      };
    default:
      return state;
  }
}

/** Pure: a snapshot that was on its way while facts came, which may know more than it does. */
export function newest(snapshot: TalkState, known: TalkState | null): TalkState {
  if (!known) return snapshot;
  const gone = snapshot.here ? undefined : known.gone;
  const { number, person_number } = snapshot;
  if (known.talk.version > snapshot.talk.version) return { ...known, number, person_number };
  const { table, table_number } = known;
  if (!table || table.id !== snapshot.table?.id || table.version <= snapshot.table.version) {
    return { ...snapshot, gone };
  }
  return { ...snapshot, gone, table, table_number };
}

/** Pure: a snapshot with what a host has just told everybody in its talk. */
function withNews<S extends Pick<TalkState, "talk" | "announcement">>(
  state: S,
  { talk_id, announcement }: Schema<"TalkAnnounced">,
): S {
  return talk_id === state.talk.id ? { ...state, announcement } : state;
}

/** Pure: the table as a command's answer has it, unless this phone has heard of a later one. */
export function laid(state: TalkState, table: Schema<"TableView"> | null): TalkState {
  if (!table || state.table?.id !== table.id || state.table.version > table.version) return state;
  return { ...state, table };
}

function withTalk(state: TalkState, heard: Talk): TalkState {
  if (heard.id !== state.talk.id || heard.version < state.talk.version) return state;
  const table = isSeated(heard) && state.table?.round === heard.round ? state.table : null;
  const { phase, round } = state.talk;
  const before = phase === "setting" || phase === "ended" || heard.round < round || state.awaited === true;
  const awaited = state.here && !table && (heard.phase === "setting" || (isSeated(heard) && before));
  const back = heard.round < round || (phase === "ended" && heard.phase !== "ended");
  const waiting = isSeated(heard) && heard.round === round ? state.waiting : null;
  return { ...state, talk: heard, table, awaited, waiting, ...(back && { returned: heard.version }) };
}

function withTable(me: string, state: TalkState, { talk, table }: Schema<"TableSet">): TalkState {
  if (talk.id !== state.talk.id) return state;
  const next = withTalk(state, talk);
  if (table.round !== next.talk.round) return next; // of a round that is over, or was taken back
  if (!table.people.some(({ person }) => person.id === me)) {
    return next.table?.id === table.id ? { ...next, table: null } : next;
  }
  if (next.table?.id === table.id && next.table.version >= table.version) return next;
  return { ...next, here: true, table, awaited: false, waiting: null, gone: undefined };
}

/** Pure: the conference's talks after a fact of the streams `feed` and `talks`, the newest first. */
export function applyToTalks(state: Schema<"TalkList">, fact: KnownFact): Schema<"TalkList"> {
  if (fact.type === "tables.talk_counted") {
    const { talk_id, here } = fact.data;
    return { ...state, talks: state.talks.map((one) => (one.id === talk_id ? { ...one, here } : one)) };
  }
  if (fact.type !== "tables.talk_listed") return state;
  const { talk } = fact.data;
  const known = state.talks.find(({ id }) => id === talk.id);
  const others = state.talks.filter((one) => one !== known);
  const talks = [known ? later(known, talk) : talk, ...others];
  return { ...state, talks: talks.sort((one, other) => other.opened_at.localeCompare(one.opened_at)) };
}

function withPlaces(state: Schema<"RoomSnapshot">, { places, ...set }: Schema<"RoomSet">) {
  const people = state.people.map((guest) => ({ ...guest, table: places[guest.person.id] ?? null }));
  return { ...state, ...set, people, talk: later(state.talk, set.talk) };
}

/** Pure: the room as hosts see it after a fact of the streams `talk-hosts:{id}` and `talk:{id}`. */
export function applyToRoom(state: Schema<"RoomSnapshot">, fact: KnownFact): Schema<"RoomSnapshot"> {
  switch (fact.type) {
    case "tables.talk_moved":
      return { ...state, talk: later(state.talk, fact.data.talk) };
    case "tables.room_set":
      return withPlaces(state, fact.data);
    case "tables.talk_conducted": {
      const { talk, act } = fact.data;
      const newer = act.version >= (state.act?.version ?? 0);
      return { ...state, talk: later(state.talk, talk), act: newer ? act : state.act };
    }
    case "tables.talk_announced":
      return withNews(state, fact.data);
    case "tables.guests_changed": {
      const { talk, tables, report, gone } = fact.data;
      const changed = new Map(fact.data.people.map((guest) => [guest.person.id, guest]));
      const stayed = state.people.filter(({ person }) => !gone.includes(person.id));
      const people = stayed.map((guest) => changed.get(guest.person.id) ?? guest);
      const known = new Set(people.map(({ person }) => person.id));
      people.push(...fact.data.people.filter(({ person }) => !known.has(person.id)));
      return { ...state, talk: later(state.talk, talk), people, tables, report };
    }
    default:
      return state;
  }
}

/** The conference's talks. */
export function openTalks(here: Here): Stream<Schema<"TalkList">> {
  return openStream({
    conference: here.slug,
    stream: "feed",
    keptAs: "talks",
    load: (signal) => request("GET", here.path("/talks"), undefined, { signal }),
    apply: applyToTalks,
    further: [{ stream: "talks", at: (list) => list.talks_number }],
  });
}
