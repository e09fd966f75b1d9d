import { expect, test } from "vitest";
import type { KnownFact } from "../contract/types";
import { applyToMeet, type Meet } from "./meetStore";
import type { Suggestion, WaveCard } from "./requests";

const ME = "alice";

const person = (id: string, name = id) => ({
  id,
  name,
  organisation: null,
  position: null,
  backgrounds: ["it"],
});

function suggestion(id: string, waved = false): Suggestion {
  return {
    person: person(id),
    reason: { key: "reason.met", params: {}, text: "You have met." },
    waved,
    story: null,
  };
}

function wave(id: string): WaveCard {
  return {
    person: person(id),
    reason: null,
    at: "2026-11-22T10:00:00.000Z",
    expires_at: "2026-11-23T10:00:00.000Z",
  };
}

const before: Meet = {
  number: 3,
  intent: "surprise",
  suggestions: [suggestion("bob"), suggestion("carol")],
  shorter: null,
  received: [],
  sent: [],
};

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
  const contact = { id: "bob", name: "Bob", organisation: null, position: null, link: null };
  const connected: KnownFact = {
    type: "matching.connected",
    data: { connection: { person: contact, at: "2026-11-22T10:00:00.000Z" } },
  };
  const state = hear(before, waved("bob"), sent("bob"), connected, connected);
  expect([people(state.suggestions), state.received, state.sent]).toEqual([["carol"], [], []]);
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
