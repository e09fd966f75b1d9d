import { expect, test } from "vitest";
import type { KnownFact, Schema } from "../contract/types";
import { applyToInvitations, type Invitations } from "./invitations";

type Talk = Schema<"TalkView">;

const talk = (id: string, phase: Talk["phase"] = "gathering") => ({ id, phase }) as Talk;
const list = (...ids: string[]): Invitations => ({
  number: 1,
  feed_number: 1,
  talks: ids.map((id) => talk(id)),
});
const after = (state: Invitations, fact: KnownFact) =>
  applyToInvitations(state, fact).talks.map(({ id }) => id);

test("one is asked once, however often it is told", () => {
  const fact: KnownFact = { type: "tables.invited", data: { talk: talk("b") } };
  expect(after(list("a"), fact)).toEqual(["b", "a"]);
  expect(after(list("b", "a"), fact)).toEqual(["b", "a"]);
});

test("it is answered on all phones, and over once the talk begins", () => {
  expect(after(list("a", "b"), { type: "tables.invitation_gone", data: { talk_id: "a" } })).toEqual(["b"]);
  const listed = (phase: Talk["phase"]): KnownFact => ({
    type: "tables.talk_listed",
    data: { talk: talk("a", phase) },
  });
  expect(after(list("a", "b"), listed("gathering"))).toEqual(["a", "b"]);
  expect(after(list("a", "b"), listed("setting"))).toEqual(["b"]);
});
