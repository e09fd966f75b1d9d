import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { KnownFact } from "../contract/types";
import { overhear } from "../live/socket";
import type { Connection } from "./requests";

type News = Connection | null;

/** Pure: with whom one has just been connected, after a fact of the stream `person:{id}` or `feed`. */
export function newest(connection: News, fact: KnownFact): News {
  const id = connection?.person.id;
  switch (fact.type) {
    case "matching.connected":
      return fact.data.connection;
    case "matching.asked_to_meet": // they were faster to ask: that is said over the page
      return fact.data.meeting.person.id === id ? null : connection;
    case "matching.disconnected":
    case "people.person_gone":
      return fact.data.person_id === id ? null : connection;
    default:
      return connection;
  }
}

/** With whom one has just been connected, for as long as that is news; and a way to set it. */
export function useConnected() {
  const here = useHere();
  const state = useState<News>(null);
  const [, set] = state;
  useEffect(() => {
    const hear = (_stream: string, _number: number, heard: unknown) =>
      set((known) => newest(known, heard as KnownFact));
    const ends = [`person:${here.personId}`, "feed"].map((stream) => overhear(here.slug, stream, hear));
    return () => {
      for (const end of ends) end();
    };
  }, [here]);
  return state;
}
