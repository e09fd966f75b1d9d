import type { Here } from "../app/here";
import type { KnownFact, Schema } from "../contract/types";
import { request } from "../live/api";
import { openStream, type Stream } from "../live/stream";
import type { Refusal } from "../moderation/requests";

type Own = Schema<"OwnTakeaway">;
type Card = Schema<"TakeawayCard">;
export type Takeaways = Schema<"TakeawayList">;

/** Pure: what the tables of a talk took away, after a fact of the streams `talk:{id}` or `person:{id}`. */
export function applyToTakeaways(talk: string, state: Takeaways, fact: KnownFact): Takeaways {
  switch (fact.type) {
    case "tables.takeaway_told":
      return fact.data.talk_id === talk ? withOwn(state, fact.data.takeaway) : state;
    case "tables.takeaways_collected":
      if (fact.data.talk_id !== talk) return state;
      return { ...state, own: state.own.map((one) => (one.state ? one : { ...one, open: false })) };
    case "tables.takeaway_shown": {
      const { takeaway } = fact.data;
      return takeaway.talk_id === talk
        ? { ...state, takeaways: withTakeaway(state.takeaways, takeaway) }
        : state;
    }
    case "tables.takeaway_gone":
      return { ...state, takeaways: withoutTakeaway(state.takeaways, fact.data.takeaway_id) };
    default:
      return state;
  }
}

/** Pure: with what one table took away as it is now. */
export function withOwn(state: Takeaways, own: Own): Takeaways {
  return { ...state, own: state.own.map((one) => (one.table_id === own.table_id ? own : one)) };
}

/** Pure: with one more line, by round and table. */
export function withTakeaway(cards: readonly Card[], card: Card): Card[] {
  const others = withoutTakeaway(cards, card.id);
  return [...others, card].sort((one, other) => one.round - other.round || one.number - other.number);
}

export function withoutTakeaway(cards: readonly Card[], id: string): Card[] {
  return cards.filter((one) => one.id !== id);
}

/** Pure: where the line of one's table stands, in a word and a sentence; null while the table has it to itself. */
export function standingOf({ state, reason, words, hidden }: Own) {
  if (hidden) {
    return {
      word: "Taken off",
      means: "Somebody reported it, and an organiser took it off. Have a word with them.",
      kind: "bad",
    } as const;
  }
  const refused = (refusal: Refusal) => ({ means: "", why: { refusal, reason, words } });
  switch (state) {
    case "in-review":
      return {
        word: "In review",
        means: "An organiser reads it before the room does.",
        kind: "plain",
      } as const;
    case "live":
      return {
        word: "Live",
        means: "Thank you. Everybody can read it below, and on the screen until the next talk begins.",
        kind: "good",
      } as const;
    case "sent-back":
      return { word: "Sent back", kind: "next", ...refused("send-back") } as const;
    case "closed":
      return { word: "Closed", kind: "bad", ...refused("close") } as const;
    default:
      return null;
  }
}

/** What the tables of a talk took away. */
export function openTakeaways(here: Here, talk: string): Stream<Takeaways> {
  const { slug: conference, personId } = here;
  const apply = (state: Takeaways, fact: KnownFact) => applyToTakeaways(talk, state, fact);
  return openStream<Takeaways>({
    conference,
    stream: `talk:${talk}`,
    keptAs: `takeaways/${talk}`,
    load: (signal) => request("GET", here.path(`/talks/${talk}/takeaways`), undefined, { signal }),
    apply,
    further: [{ stream: `person:${personId}`, at: (takeaways) => takeaways.person_number }],
  });
}

/** Put down what a table takes away, under the id that this phone gave it, or take it back with null. */
export function putDown(
  here: Here,
  table: { talk: string; id: string },
  line: { id: string; text: string | null; version: number | null },
): Promise<Own> {
  const { id, ...body } = line;
  return request("PUT", here.path(`/talks/${table.talk}/tables/${table.id}/takeaways/${id}`), body);
}
