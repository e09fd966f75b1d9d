import type { Here } from "../app/here";
import type { KnownFact, Schema } from "../contract/types";
import { openStream, type Stream } from "../live/stream";
import { isMoreToKnow } from "./more";
import { type Connection, fetchConnections } from "./requests";

export type Connections = Schema<"ConnectionList">;

/** Pure: one's connections after a fact of the stream `person:{id}` or `feed`. */
export function applyToConnections(state: Connections, fact: KnownFact): Connections {
  switch (fact.type) {
    case "matching.connected": {
      const { connection } = fact.data;
      const others = without(state, connection.person.id).connections;
      return { ...state, connections: [connection, ...others].sort(newestFirst) };
    }
    case "matching.disconnected":
    case "people.person_gone":
      return without(state, fact.data.person_id);
    case "people.card_changed":
      return withCard(state, fact.data.person);
    default:
      return state;
  }
}

/** Pure: true for facts after which there is more to fetch: a contact's card, which all see, is without the link. */
export function tellsTooLittle(state: Connections, fact: KnownFact): boolean {
  if (fact.type !== "people.card_changed") return isMoreToKnow(state, fact);
  const { id, openness } = fact.data.person; // how open they are changes alone
  return state.connections.some(({ person }) => person.id === id && person.openness === openness);
}

/** Pure: without somebody. */
export function without(state: Connections, personId: string): Connections {
  return { ...state, connections: state.connections.filter(({ person }) => person.id !== personId) };
}

function withCard(state: Connections, card: Schema<"PersonCard">): Connections {
  const { name, openness, organisation, position } = card;
  const change = (one: Connection): Connection =>
    one.person.id === card.id
      ? { ...one, person: { ...one.person, name, openness, organisation, position } }
      : one;
  return { ...state, connections: state.connections.map(change) };
}

function newestFirst(one: Connection, other: Connection): number {
  return other.at.localeCompare(one.at);
}

/** Follow one's connections. */
export function openConnections(here: Here): Stream<Connections> {
  const { slug: conference } = here;
  return openStream<Connections>({
    conference,
    stream: `person:${here.personId}`,
    keptAs: "connections",
    load: (signal) => fetchConnections(here, signal),
    apply: applyToConnections,
    tellsTooLittle,
    further: [{ stream: "feed", at: (list) => list.feed_number }],
  });
}
