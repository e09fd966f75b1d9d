import type { Here } from "../app/here";
import type { KnownFact, Schema } from "../contract/types";
import { openStream, type Stream } from "../live/stream";
import { isMoreToKnow } from "./more";
import {
  earlier,
  fetchSuggestions,
  fetchWaves,
  type Intent,
  type Sentence,
  type Suggestion,
  type WaveCard,
} from "./requests";

/** Whom one might meet, who would like to meet one, and at whom one has waved. */
export interface Meet {
  number: number;
  feed_number: number;
  intent: Intent;
  suggestions: Suggestion[];
  /** Why the list is short. */
  shorter: Sentence | null;
  /** People are being looked for, since one has just come, or asked for others. */
  looking: boolean;
  received: WaveCard[];
  sent: WaveCard[];
  /** Those put aside lately, on whichever phone. They keep their place, should it be taken back. */
  aside: string[];
  /** Those at the end of the suggestions who have come while one was looking at the others. */
  fresh: string[];
}

const LOOK_AGAIN_MS = 5_000;
const SOON_MS = 2_000;

/** Pure: people to meet after a fact of the stream `person:{id}` or `feed`. `me`: one's own id. */
export function applyToMeet(meet: Meet, fact: KnownFact, me: string): Meet {
  switch (fact.type) {
    case "matching.waved":
      return { ...meet, received: put(meet.received, fact.data.wave) };
    case "matching.wave_sent": {
      const { wave } = fact.data;
      return mark({ ...meet, sent: put(meet.sent, wave) }, wave.person.id, true);
    }
    case "matching.wave_gone": {
      const { by_id, to_id } = fact.data;
      return by_id === me ? unwaved(meet, to_id) : withoutWaveOf(meet, by_id);
    }
    case "matching.intent_chosen":
      return askFor(meet, fact.data.intent);
    case "matching.put_aside":
      return putAside(meet, fact.data.person_id);
    case "matching.brought_back":
      return broughtBack(meet, fact.data.person_id);
    case "matching.connected":
      return withoutPerson(meet, fact.data.connection.person.id);
    case "people.person_gone":
      return withoutPerson(meet, fact.data.person_id);
    case "people.card_changed":
      return withCard(meet, fact.data.person);
    case "stories.withdrawn":
      return withoutStory(meet, fact.data.story_id);
    default:
      return meet;
  }
}

/** Pure: true for facts after which others may be suggested, or the same with other words. */
export function tellsTooLittle(meet: Meet, fact: KnownFact): boolean {
  const { suggestions } = meet;
  const of = (id: string) => suggestions.find(({ person }) => person.id === id);
  switch (fact.type) {
    case "people.profile_changed": // of oneself: how open one is, that one is hidden
    case "matching.connected":
      return true;
    case "matching.wave_sent":
      return of(fact.data.wave.person.id) === undefined; // whoever one has met is shown again once one waves
    case "matching.wave_gone":
      return of(fact.data.to_id) !== undefined;
    case "people.person_gone":
      return of(fact.data.person_id) !== undefined;
    case "stories.published":
      return of(fact.data.story.author.id) !== undefined;
    case "stories.withdrawn":
      return suggestions.some(({ story }) => story === fact.data.story_id);
    case "people.card_changed": {
      const { id, openness } = fact.data.person;
      const known = of(id);
      if (known && known.person.openness !== openness) return true;
    }
  }
  return isMoreToKnow(meet, fact);
}

function withoutStory(meet: Meet, storyId: string): Meet {
  const without = (one: Suggestion) => (one.story === storyId ? { ...one, story: null, begins: null } : one);
  return { ...meet, suggestions: meet.suggestions.map(without) };
}

/** Pure: with a suggested person waved at, or not. */
export function mark(meet: Meet, personId: string, waved: boolean): Meet {
  const suggestions = meet.suggestions.map((one) => (one.person.id === personId ? { ...one, waved } : one));
  return { ...meet, suggestions };
}

/** Pure: without one's own wave at somebody. */
export function unwaved(meet: Meet, personId: string): Meet {
  return mark({ ...meet, sent: meet.sent.filter(({ person }) => person.id !== personId) }, personId, false);
}

/** Pure: without somebody's wave at oneself. */
export function withoutWaveOf(meet: Meet, personId: string): Meet {
  return { ...meet, received: meet.received.filter(({ person }) => person.id !== personId) };
}

/** Pure: without somebody whom one has put aside, and without the waves between the two. */
export function putAside(meet: Meet, personId: string): Meet {
  const aside = [...meet.aside.filter((one) => one !== personId), personId];
  return { ...unwaved(withoutWaveOf(meet, personId), personId), aside };
}

/** Pure: with somebody where they were before they were put aside. */
export function broughtBack(meet: Meet, personId: string): Meet {
  return { ...meet, aside: meet.aside.filter((one) => one !== personId) };
}

/** Pure: as others are asked for: whoever is suggested for another reason is not shown meanwhile. */
export function askFor(meet: Meet, intent: Intent): Meet {
  if (meet.intent === intent) return meet;
  return { ...meet, intent, suggestions: [], fresh: [], shorter: null, looking: true };
}

/** Pure: a new list in which everybody stays where they were; whoever is new comes at the end. */
export function keepPlaces(known: Meet | null, meet: Meet): Meet {
  if (!known || known.intent !== meet.intent || known.suggestions.length === 0) return meet;
  const now = new Map(meet.suggestions.map((one) => [one.person.id, one]));
  const aside = known.aside.filter((id) => !now.has(id));
  const kept = known.suggestions.flatMap((one) => {
    const { id } = one.person;
    return now.get(id) ?? (aside.includes(id) ? one : []);
  });
  const before = new Set(kept.map(({ person }) => person.id));
  const added = meet.suggestions.filter(({ person }) => !before.has(person.id));
  const fresh = [...known.fresh.filter((id) => now.has(id)), ...added.map(({ person }) => person.id)];
  const nothingSeen = fresh.length === now.size; // so nobody can miss what was there before
  return { ...meet, suggestions: [...kept, ...added], aside, fresh: nothingSeen ? [] : fresh };
}

/** Pure: with those who have come meanwhile at the top. */
export function showFresh(meet: Meet): Meet {
  const isFresh = ({ person }: Suggestion) => meet.fresh.includes(person.id);
  const others = meet.suggestions.filter((one) => !isFresh(one));
  return { ...meet, suggestions: [...meet.suggestions.filter(isFresh), ...others], fresh: [] };
}

/** Pure: the suggestions as they stand: without those put aside; a wave that ran out can be made again. `now`: epoch ms. */
export function suggestedNow({ suggestions, aside, sent }: Meet, now: number): Suggestion[] {
  const over = new Set(sent.filter((wave) => !isAlive(wave, now)).map(({ person }) => person.id));
  return suggestions
    .filter(({ person }) => !aside.includes(person.id))
    .map((one) => (over.has(one.person.id) ? { ...one, waved: false } : one));
}

/** Pure: whether a wave is still there to be answered. `now`: epoch milliseconds. */
export function isAlive({ expires_at }: WaveCard, now: number): boolean {
  return Date.parse(expires_at) > now;
}

/** Pure: without somebody: connected by now, gone, or blocked. */
export function withoutPerson(meet: Meet, personId: string): Meet {
  const other = ({ person }: { person: { id: string } }) => person.id !== personId;
  return {
    ...meet,
    suggestions: meet.suggestions.filter(other),
    received: meet.received.filter(other),
    sent: meet.sent.filter(other),
  };
}

function withCard(meet: Meet, card: Schema<"PersonCard">): Meet {
  const change = <T extends { person: Schema<"PersonCard"> }>(one: T): T =>
    one.person.id === card.id ? { ...one, person: card } : one;
  return {
    ...meet,
    suggestions: meet.suggestions.map(change),
    received: meet.received.map(change),
    sent: meet.sent.map(change),
  };
}

function put(waves: readonly WaveCard[], wave: WaveCard): WaveCard[] {
  return [wave, ...waves.filter(({ person }) => person.id !== wave.person.id)];
}

/** Follow whom one might meet. */
export function openMeet(here: Here): Stream<Meet> {
  const { slug: conference, personId } = here;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Many hear the same at once. Where a word of it was lost, one asks again. */
  function lookAgain(within: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void stream.refresh(), within);
  }

  const stream = openStream<Meet>({
    conference,
    stream: `person:${personId}`,
    keptAs: "meet",
    apply(meet, fact) {
      // Applied, it is newer than what was fetched; overheard, it could come while an older list is on its way.
      if (fact.type === "matching.suggested") lookAgain(fact.data.within * 1_000 * Math.random());
      else if (tellsTooLittle(meet, fact)) lookAgain(SOON_MS * Math.random());
      return applyToMeet(meet, fact, personId);
    },
    async load(signal, known) {
      const [list, waves] = await Promise.all([fetchSuggestions(here, signal), fetchWaves(here, signal)]);
      if (list.looking) lookAgain(LOOK_AGAIN_MS * (0.5 + Math.random()));
      return keepPlaces(known(), { ...list, ...waves, aside: [], fresh: [], ...earlier(list, waves) });
    },
    further: [{ stream: "feed", at: (meet) => meet.feed_number }],
  });
  return {
    ...stream,
    close() {
      clearTimeout(timer);
      stream.close();
    },
  };
}
