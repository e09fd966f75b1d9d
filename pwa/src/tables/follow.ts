import { computed, effect } from "@preact/signals";
import type { Here } from "../app/here";
import type { KnownFact, Schema } from "../contract/types";
import { alongside } from "../live/alongside";
import { request } from "../live/api";
import { overhear } from "../live/socket";
import { openStream, type Stream } from "../live/stream";
import { applyToRoom, applyToTalk, isSeated, newest, type TalkState } from "./store";

const PATIENCE_MS = 1_500;

/**
 * A talk for an attendee: its own stream, the person's, and the stream of the table where they sit.
 *
 * The first fact of a new table comes before this phone has asked for it. It is adopted at its number, its stream
 * is followed from there, and the stream of the table before is left: a round costs no request.
 */
export function openTalk(here: Here, id: string): Stream<TalkState> {
  const { slug: conference, personId: me } = here;
  const apply = (state: TalkState, fact: KnownFact) => applyToTalk(me, state, fact);
  const talk = openStream<TalkState>({
    conference,
    stream: `talk:${id}`,
    load: async (signal, known) =>
      newest(await request("GET", here.path(`/talks/${id}`), undefined, { signal }), known()),
    renew: newest,
    apply,
    further: [{ stream: `person:${me}`, at: (talk) => talk.person_number }],
  });
  const table = computed(() => talk.state.value?.table?.id);
  const overdue = computed(() => {
    const state = talk.state.value;
    return state?.awaited === true && isSeated(state.talk);
  });

  function hearOfTable(stream: string, number: number, fact: KnownFact): void {
    talk.amend((state) => {
      const next = apply(state, fact);
      return `table:${next.table?.id}` === stream ? { ...next, table_number: number } : next;
    });
  }

  const endings = [
    overhear(conference, "table:", (stream, number, fact) => {
      if (stream !== `table:${table.peek()}`) hearOfTable(stream, number, fact as KnownFact);
    }),
    effect(() => {
      if (!table.value) return;
      const stream = `table:${table.value}`;
      return alongside<KnownFact>({
        conference,
        stream,
        from: talk.state.peek()?.table_number ?? 0,
        hear: (fact, number) => hearOfTable(stream, number, fact),
        heal: () => talk.refresh().then(() => talk.problem.value === null),
      });
    }),
    effect(() => {
      if (!overdue.value) return;
      const timer = setTimeout(talk.refresh, PATIENCE_MS * (1 + Math.random()));
      return () => clearTimeout(timer);
    }),
  ];

  return {
    ...talk,
    close() {
      for (const end of endings) end();
      talk.close();
    },
  };
}

/** The room for those who conduct: the hosts' stream, and the talk's for its clock. */
export function openRoom(here: Here, id: string): Stream<Schema<"RoomSnapshot">> {
  const { slug: conference } = here;
  return openStream<Schema<"RoomSnapshot">>({
    conference,
    stream: `talk-hosts:${id}`,
    load: (signal) => request("GET", here.path(`/talks/${id}/room`), undefined, { signal }),
    apply: applyToRoom,
    further: [{ stream: `talk:${id}`, at: (room) => room.talk_number }],
  });
}
