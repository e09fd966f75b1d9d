import { createContext } from "preact";
import type { Here } from "../app/here";
import type { KnownFact, Schema } from "../contract/types";
import { openStream, type Stream } from "../live/stream";
import { isMoreToKnow } from "./more";
import { type Connection, fetchWaves, type WaveCard } from "./requests";

export type Waves = Schema<"WaveList">;

/** The waves at oneself, and one's own: the shell follows them for every page. */
export const WavesContext = createContext<Stream<Waves> | null>(null);

/** Pure: the waves that await an answer after a fact of the stream `person:{id}` or `feed`. */
export function applyToWaves(state: Waves, fact: KnownFact): Waves {
  switch (fact.type) {
    case "matching.waved": {
      const { wave } = fact.data;
      return { ...state, received: [wave, ...others(state.received, wave.person.id)] };
    }
    case "matching.wave_sent": {
      const { wave } = fact.data;
      return { ...state, sent: [wave, ...others(state.sent, wave.person.id)] };
    }
    case "matching.wave_gone": {
      const { by_id, to_id } = fact.data;
      return { ...state, received: others(state.received, by_id), sent: others(state.sent, to_id) };
    }
    case "matching.connected":
      return withConnection(state, fact.data.connection);
    case "matching.disconnected":
      return { ...state, connected: others(state.connected, fact.data.person_id) };
    case "people.person_gone":
      return without(state, fact.data.person_id);
    case "people.card_changed": {
      const { person } = fact.data;
      const change = (wave: WaveCard) => (wave.person.id === person.id ? { ...wave, person } : wave);
      return { ...state, received: state.received.map(change), sent: state.sent.map(change) };
    }
    default:
      return state;
  }
}

/** Pure: with somebody whose wave is answered. */
export function withConnection(state: Waves, connection: Connection): Waves {
  const before = without(state, connection.person.id);
  return { ...before, connected: [connection, ...before.connected] };
}

function without(state: Waves, personId: string): Waves {
  return {
    ...state,
    received: others(state.received, personId),
    sent: others(state.sent, personId),
    connected: others(state.connected, personId),
  };
}

function others<T extends { person: { id: string } }>(list: readonly T[], personId: string): T[] {
  return list.filter(({ person }) => person.id !== personId);
}

/** Pure: the waves at oneself that can still be answered. `now`: epoch milliseconds. */
export function unanswered(waves: Waves | null | undefined, now: number): WaveCard[] {
  return waves?.received.filter(({ expires_at }) => Date.parse(expires_at) > now) ?? [];
}

/** Follow who waves at oneself, and at whom oneself has waved. */
export function openWaves(here: Here): Stream<Waves> {
  const { slug: conference } = here;
  return openStream<Waves>({
    conference,
    stream: `person:${here.personId}`,
    keptAs: "waves",
    load: (signal) => fetchWaves(here, signal),
    apply: applyToWaves,
    tellsTooLittle: isMoreToKnow,
    further: [{ stream: "feed", at: (list) => list.feed_number }],
  });
}
