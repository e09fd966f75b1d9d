import type { Here } from "../app/here";
import type { KnownFact, Schema } from "../contract/types";
import { request } from "../live/api";
import { openStream, type Stream } from "../live/stream";

export type FreeList = Schema<"FreeNowList">;

type Place = Pick<Here, "path">;

const MINUTE_MS = 60_000;

/** Say that one is free for ten minutes; nobody wants that said late. */
export function beFree(here: Place): Promise<FreeList> {
  return request("PUT", here.path("/free-now/me"));
}

/** Say that one is free no longer. */
export function beBusy(here: Place): Promise<void> {
  return request("DELETE", here.path("/free-now/me"));
}

/** Pure: who is free after a fact of the stream `feed`. */
export function applyToFree(state: FreeList, fact: KnownFact): FreeList {
  switch (fact.type) {
    case "matching.free_now": {
      const { person_id, until } = fact.data;
      const others = state.people.filter((one) => one.person_id !== person_id);
      return { ...state, people: until === null ? others : [...others, { person_id, until }] };
    }
    case "people.person_gone": {
      const { person_id } = fact.data;
      return { ...state, people: state.people.filter((one) => one.person_id !== person_id) };
    }
    case "conferences.changed":
      return fact.data.conference.ended ? { ...state, people: [] } : state;
    default:
      return state;
  }
}

/** Pure: the ids of those who are free at `now` (epoch milliseconds). */
export function freeAt(state: FreeList | null, now: number): Set<string> {
  const still = (state?.people ?? []).filter(({ until }) => Date.parse(until) > now);
  return new Set(still.map(({ person_id }) => person_id));
}

/** Pure: how many minutes somebody will still be free, the begun one included; null where they are not. */
export function minutesFree(state: FreeList | null, personId: string, now: number): number | null {
  const until = state?.people.find(({ person_id }) => person_id === personId)?.until;
  const left = until ? Math.ceil((Date.parse(until) - now) / MINUTE_MS) : 0;
  return left > 0 ? left : null;
}

/** Pure: those first who are in `first`, each half in the order in which it was. */
export function freeFirst<T extends { person: { id: string } }>(
  all: readonly T[],
  first: ReadonlySet<string>,
): T[] {
  const isFirst = ({ person }: T) => first.has(person.id);
  return [...all.filter(isFirst), ...all.filter((one) => !isFirst(one))];
}

/** Follow who is free now. */
export function openFree(here: Here): Stream<FreeList> {
  return openStream<FreeList>({
    conference: here.slug,
    stream: "feed",
    keptAs: null,
    load: (signal) => request("GET", here.path("/free-now"), undefined, { signal }),
    apply: applyToFree,
  });
}
