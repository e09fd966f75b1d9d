import { describe, expect, test } from "vitest";
import type { KnownFact, Schema } from "../contract/types";
import { applyToCompany, type CompanyState, touched } from "./company";
import { ALICE, BOB, CAROL, card } from "./scenes";

const at = "2026-11-23T09:30:00.000Z";
const wave: Schema<"WaveCard"> = {
  person: card(BOB, "Bob"),
  reason: null,
  ask: null,
  story: null,
  at,
  expires_at: at,
};
const contact = {
  id: BOB,
  name: "Bob",
  organisation: null,
  position: null,
  openness: "come-and-talk" as const,
  link: null,
};

const asked: KnownFact = { type: "matching.waved", data: { wave } };
const waved: KnownFact = { type: "matching.wave_sent", data: { wave } };
const connection = { person: contact, at, met_at: null, reason: null, ask: null };
const connected: KnownFact = { type: "matching.connected", data: { connection } };
const gone = (by_id: string, to_id: string): KnownFact => ({
  type: "matching.wave_gone",
  data: { by_id, to_id },
});

const company: CompanyState = {
  number: 1,
  feed_number: 9,
  people: [
    { person: card(BOB, "Bob"), rounds: [1], phone: true },
    { person: card(CAROL, "Carol"), rounds: [2], phone: true },
  ],
  touch: {},
};
const apply = (...facts: KnownFact[]) =>
  facts.reduce((state, fact) => applyToCompany(ALICE, state, fact), company);

describe("keeping in touch", () => {
  test.each([
    ["they have asked", [asked], "asked"],
    ["one has asked", [waved], "waved"],
    ["one has asked, and so have they", [waved, asked], "waved"],
    ["both have", [waved, connected], "connected"],
    ["both have, whatever is heard late", [connected, waved, asked], "connected"],
    ["one thought better of it", [waved, gone(ALICE, BOB)], undefined],
    ["they did", [asked, gone(BOB, ALICE)], undefined],
    ["they did, but one had asked as well", [waved, gone(BOB, ALICE)], "waved"],
    [
      "it was taken back",
      [connected, { type: "matching.disconnected", data: { person_id: BOB } }],
      undefined,
    ],
  ] satisfies [string, KnownFact[], string | undefined][])("%s", (_sentence, facts, touch) => {
    expect(apply(...facts).touch[BOB]).toBe(touch);
  });

  test("an answer that comes after the fact changes nothing", () => {
    const state = apply(connected);
    expect(touched(state, BOB, "waved")).toBe(state);
  });
});

test("who left is in nobody's list", () => {
  const state = apply({ type: "people.person_gone", data: { person_id: BOB } });
  expect(state.people.map(({ person }) => person.name)).toEqual(["Carol"]);
});
