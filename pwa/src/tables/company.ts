import type { Here } from "../app/here";
import type { KnownFact, Schema } from "../contract/types";
import { request } from "../live/api";
import { openStream, type Stream } from "../live/stream";
import { earlier, fetchConnections, fetchWaves } from "../matching/requests";

/** How one stands with somebody one sat with: they asked, one has asked oneself, or both have. */
export type Touch = "asked" | "waved" | "connected";

/** Everybody one sat with in a talk, and how one stands with each. */
export interface CompanyState {
  number: number;
  feed_number: number;
  people: readonly Schema<"Companion">[];
  touch: Readonly<Record<string, Touch>>;
}

/** Pure: the company after a fact of the stream `person:{id}` or `feed`. */
export function applyToCompany(me: string, state: CompanyState, fact: KnownFact): CompanyState {
  switch (fact.type) {
    case "matching.waved":
      return touched(state, fact.data.wave.person.id, "asked");
    case "matching.wave_sent":
      return touched(state, fact.data.wave.person.id, "waved");
    case "matching.wave_gone": {
      const { by_id, to_id } = fact.data;
      return by_id === me ? untouched(state, to_id, "waved") : untouched(state, by_id, "asked");
    }
    case "matching.connected":
      return touched(state, fact.data.connection.person.id, "connected");
    case "matching.disconnected":
      return untouched(state, fact.data.person_id, "connected");
    case "people.person_gone":
      return { ...state, people: state.people.filter(({ person }) => person.id !== fact.data.person_id) };
    default:
      return state;
  }
}

/** Pure: one stands closer to somebody. What is closer already stays. */
export function touched(state: CompanyState, person: string, touch: Touch): CompanyState {
  const order: readonly (Touch | undefined)[] = [undefined, "asked", "waved", "connected"];
  if (order.indexOf(state.touch[person]) >= order.indexOf(touch)) return state;
  return { ...state, touch: { ...state.touch, [person]: touch } };
}

function untouched(state: CompanyState, person: string, touch: Touch): CompanyState {
  if (state.touch[person] !== touch) return state;
  const { [person]: _gone, ...others } = state.touch;
  return { ...state, touch: others };
}

/** Whom one sat with in a talk. */
export function openCompany(here: Here, talk: string): Stream<CompanyState> {
  const { slug: conference, personId } = here;
  const apply = (state: CompanyState, fact: KnownFact) => applyToCompany(personId, state, fact);
  return openStream<CompanyState>({
    conference,
    stream: `person:${personId}`,
    keptAs: `company/${talk}`,
    apply,
    async load(signal) {
      const [{ people }, waves, connected] = await Promise.all([
        request<Schema<"Company">>("GET", here.path(`/talks/${talk}/company`), undefined, { signal }),
        fetchWaves(here, signal),
        fetchConnections(here, signal),
      ]);
      const touch = Object.fromEntries<Touch>([
        ...waves.received.map(({ person }) => [person.id, "asked"] as const),
        ...waves.sent.map(({ person }) => [person.id, "waved"] as const),
        ...connected.connections.map(({ person }) => [person.id, "connected"] as const),
      ]);
      return { people, touch, ...earlier(waves, connected) };
    },
    further: [{ stream: "feed", at: (company) => company.feed_number }],
  });
}
