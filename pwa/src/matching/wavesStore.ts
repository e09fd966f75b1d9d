import { createContext } from "preact";
import type { Here } from "../app/here";
import type { KnownFact, Schema } from "../contract/types";
import { openStream, type Stream } from "../live/stream";
import { withFactsOf } from "../live/withFactsOf";
import { fetchWaves, type WaveCard } from "./requests";

type Waves = Schema<"WaveList">;

/** The waves at oneself that await an answer: the shell knows them for every page. */
export const WavesContext = createContext<readonly WaveCard[]>([]);

/** Pure: the waves at oneself after a fact of the stream `person:{id}` or `feed`. */
export function applyToWaves(state: Waves, fact: KnownFact): Waves {
  switch (fact.type) {
    case "matching.waved": {
      const { wave } = fact.data;
      return { ...state, received: [wave, ...without(state, wave.person.id).received] };
    }
    case "matching.wave_gone":
      return without(state, fact.data.by_id);
    case "matching.connected":
      return without(state, fact.data.connection.person.id);
    case "people.person_gone":
      return without(state, fact.data.person_id);
    case "people.card_changed": {
      const { person } = fact.data;
      const change = (wave: WaveCard) => (wave.person.id === person.id ? { ...wave, person } : wave);
      return { ...state, received: state.received.map(change) };
    }
    default:
      return state;
  }
}

function without(state: Waves, personId: string): Waves {
  return { ...state, received: state.received.filter(({ person }) => person.id !== personId) };
}

/** Pure: those that can still be answered. `now`: epoch milliseconds. */
export function unanswered({ received }: Waves, now: number): WaveCard[] {
  return received.filter(({ expires_at }) => Date.parse(expires_at) > now);
}

/** Follow who waves at oneself. */
export function openWaves(here: Here): Stream<Waves> {
  const { slug: conference } = here;
  const stream = openStream<Waves>({
    conference,
    stream: `person:${here.personId}`,
    keptAs: "waves",
    load: (signal) => fetchWaves(here, signal),
    apply: applyToWaves,
  });
  return withFactsOf(stream, { conference, stream: "feed", apply: applyToWaves });
}
