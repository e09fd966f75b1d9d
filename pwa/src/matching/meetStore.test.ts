import { expect, test } from "vitest";
import type { KnownFact } from "../contract/types";
import { applyToMeet, askFor, keepPlaces, type Meet, showFresh, suggestedNow } from "./meetStore";
import type { Suggestion, WaveCard } from "./requests";

const ME = "alice";

const person = (id: string, name = id) => ({
  id,
  name,
  organisation: null,
  position: null,
  backgrounds: ["it"],
  openness: "come-and-talk" as const,
});

function suggestion(id: string, waved = false): Suggestion {
  return {
    person: person(id),
    reason: { key: "reason.met", params: {}, text: "You have met." },
    ask: null,
    waved,
    story: null,
    begins: null,
  };
}

function wave(id: string): WaveCard {
  return {
    person: person(id),
    reason: null,
    ask: null,
    story: null,
    at: "2026-11-22T10:00:00.000Z",
    expires_at: "2026-11-23T10:00:00.000Z",
  };
}

const before: Meet = {
  number: 3,
  feed_number: 9,
  intent: "surprise",
  suggestions: [suggestion("bob"), suggestion("carol")],
  shorter: null,
  looking: false,
  fresh: [],
  received: [],
  sent: [],
  aside: [],
};

const NOON = Date.parse("2026-11-22T12:00:00.000Z");
const A_DAY_LATER = NOON + 24 * 3_600_000;

function hear(state: Meet, ...facts: KnownFact[]): Meet {
  return facts.reduce((meet, fact) => applyToMeet(meet, fact, ME), state);
}

const waved = (id: string): KnownFact => ({ type: "matching.waved", data: { wave: wave(id) } });
const sent = (id: string): KnownFact => ({ type: "matching.wave_sent", data: { wave: wave(id) } });
const gone = (by_id: string, to_id: string): KnownFact => ({
  type: "matching.wave_gone",
  data: { by_id, to_id },
});

const people = (list: readonly { person: { id: string } }[]) => list.map((one) => one.person.id);

test("the newest wave at oneself comes first, and each is there once", () => {
  const state = hear(before, waved("bob"), waved("carol"), waved("carol"));
  expect(people(state.received)).toEqual(["carol", "bob"]);
});

test("one's own wave, from whichever phone, shows on the suggestion until it is taken back", () => {
  const state = hear(before, sent("bob"), sent("bob"));
  expect(people(state.sent)).toEqual(["bob"]);
  expect(state.suggestions.map((one) => one.waved)).toEqual([true, false]);
  expect(hear(state, gone(ME, "bob"))).toEqual(before);
});

test("a wave at oneself that is taken back or declined is gone, and the suggestion stays", () => {
  const state = hear(before, waved("bob"), gone("bob", ME));
  expect(state).toEqual(before);
});

test("a person one is connected with is to be met no more", () => {
  const contact = {
    id: "bob",
    name: "Bob",
    organisation: null,
    position: null,
    openness: "come-and-talk" as const,
    link: null,
  };
  const connected: KnownFact = {
    type: "matching.connected",
    data: {
      connection: { person: contact, at: "2026-11-22T10:00:00.000Z", met_at: null, reason: null, ask: null },
    },
  };
  const state = hear(before, waved("bob"), sent("bob"), connected, connected);
  expect([people(state.suggestions), state.received, state.sent]).toEqual([["carol"], [], []]);
});

const putAside = (id: string, until: string | null = null): KnownFact => ({
  type: "matching.put_aside",
  data: { person_id: id, until },
});
const broughtBack = (id: string): KnownFact => ({
  type: "matching.brought_back",
  data: { person_id: id },
});

test("who is put aside is suggested no more, on whichever phone, and comes back to where they were", () => {
  const state = hear(before, putAside("bob"), putAside("bob", "2026-11-23T04:00:00.000Z"));
  expect(people(suggestedNow(state, NOON))).toEqual(["carol"]);
  expect(hear(state, broughtBack("bob"), broughtBack("bob"))).toEqual(before);
});

test("the waves between the two go when one is put aside", () => {
  const state = hear(before, waved("bob"), sent("bob"), waved("carol"), putAside("bob"));
  expect([people(state.received), people(state.sent)]).toEqual([["carol"], []]);
  expect(hear(state, broughtBack("bob")).suggestions[0]?.waved).toBe(false);
});

test("one's own wave that ran out can be made again", () => {
  const state = hear(before, sent("bob"));
  expect(suggestedNow(state, NOON).map((one) => one.waved)).toEqual([true, false]);
  expect(suggestedNow(state, A_DAY_LATER).map((one) => one.waved)).toEqual([false, false]);
});

test("who has gone, or was blocked, is gone everywhere", () => {
  const left: KnownFact = { type: "people.person_gone", data: { person_id: "carol" } };
  const state = hear(before, waved("carol"), sent("carol"), left);
  expect([people(state.suggestions), state.received, state.sent]).toEqual([["bob"], [], []]);
});

test("a new name is shown at once", () => {
  const changed: KnownFact = { type: "people.card_changed", data: { person: person("bob", "Robert") } };
  expect(hear(before, changed).suggestions[0]?.person.name).toBe("Robert");
});

test("unknown facts leave all as it is", () => {
  expect(hear(before, { type: "tomorrow.invented", data: {} } as unknown as KnownFact)).toBe(before);
});

const anew = (...ids: string[]): Meet => ({ ...before, suggestions: ids.map((id) => suggestion(id)) });

test("in a new list everybody stays where they were, and whoever is new comes at the end", () => {
  const state = keepPlaces(before, anew("dave", "carol", "bob", "erin"));
  expect(people(state.suggestions)).toEqual(["bob", "carol", "dave", "erin"]);
  expect(state.fresh).toEqual(["dave", "erin"]);
  const later = keepPlaces(state, anew("erin", "carol", "frank"));
  expect(people(later.suggestions)).toEqual(["carol", "erin", "frank"]);
  expect(later.fresh).toEqual(["erin", "frank"]);
});

test("whoever is new comes to the top when they are asked for", () => {
  const state = showFresh(keepPlaces(before, anew("dave", "carol", "bob")));
  expect([people(state.suggestions), state.fresh]).toEqual([["dave", "bob", "carol"], []]);
});

test("a list of which nothing had been seen is simply shown", () => {
  for (const known of [null, anew(), anew("gone"), { ...before, intent: "same" as const }]) {
    const state = keepPlaces(known, anew("carol", "bob"));
    expect([people(state.suggestions), state.fresh]).toEqual([["carol", "bob"], []]);
  }
});

test("whoever was put aside keeps their place, in case it is taken back", () => {
  const aside = hear(before, putAside("bob"));
  const state = keepPlaces(aside, anew("carol", "dave"));
  expect(people(suggestedNow(state, NOON))).toEqual(["carol", "dave"]);
  expect(people(suggestedNow(hear(state, broughtBack("bob")), NOON))).toEqual(["bob", "carol", "dave"]);
  expect(keepPlaces(aside, anew("carol", "bob")).aside).toEqual([]);
});

test("whoever asks for others sees nobody who is suggested for another reason, on all their phones", () => {
  const chosen: KnownFact = { type: "matching.intent_chosen", data: { intent: "same" } };
  const state = hear(before, chosen);
  expect(state).toEqual(askFor(before, "same"));
  expect([people(state.suggestions), state.intent, state.looking]).toEqual([[], "same", true]);
  expect(hear({ ...state, looking: false }, chosen).looking).toBe(false);
});
