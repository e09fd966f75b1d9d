import { useContext, useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { KnownFact } from "../contract/types";
import { serverNow } from "../live/clock";
import { readDraft, saveDraft } from "../live/drafts";
import { overhear } from "../live/socket";
import type { Connection } from "./requests";
import { type Waves, WavesContext } from "./wavesStore";

/** The name under which this phone keeps up to when it has said with whom one is connected. */
const SAID = "connected";
const NEWS_MS = 600_000;

/** Pure: with whom one has been connected so lately that it is news, unless it was said: up to `said`. `now`: epoch ms. */
export function connectedNow(waves: Waves | null | undefined, said: string, now: number): Connection | null {
  return waves?.connected.find(({ at }) => at > said && Date.parse(at) > now - NEWS_MS) ?? null;
}

/** With whom one has just been connected, also while the phone was away, until it is said; and a way to say so. */
export function useConnected(): [connection: Connection | null, done: () => void] {
  const here = useHere();
  const waves = useContext(WavesContext)?.state.value;
  const [said, setSaid] = useState(() => readDraft<string>(here.slug, SAID) ?? "");
  const [meeting, setMeeting] = useState<string | null>(null); // whom one was asked to meet last, or is to
  const connection = connectedNow(waves, said, serverNow());

  function done(): void {
    if (!connection) return;
    saveDraft(here.slug, SAID, connection.at);
    setSaid(connection.at);
  }

  // They were faster to ask to meet, or to agree: that is said over the page.
  useEffect(
    () =>
      overhear(here.slug, `person:${here.personId}`, (_stream, _number, heard) => {
        const fact = heard as KnownFact;
        if (fact.type === "matching.asked_to_meet" || fact.type === "matching.meeting_agreed")
          setMeeting(fact.data.meeting.person.id);
      }),
    [here],
  );
  const elsewhere = connection !== null && connection.person.id === meeting;
  useEffect(() => {
    if (elsewhere) done();
  }, [elsewhere, connection?.at]);

  return [elsewhere ? null : connection, done];
}
