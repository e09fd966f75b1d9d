import { expect, test } from "vitest";
import type { KnownFact, Schema } from "../contract/types";
import { TALK } from "./scenes";
import { applyToTakeaways, standingOf, type Takeaways } from "./takeaways";

function card(number: number, changes: Partial<Schema<"TakeawayCard">> = {}): Schema<"TakeawayCard"> {
  return { id: `line-${number}`, talk_id: TALK, round: 1, number, text: "Stay a while.", ...changes };
}

function own(changes: Partial<Schema<"OwnTakeaway">> = {}): Schema<"OwnTakeaway"> {
  return {
    table_id: "table",
    round: 1,
    number: 4,
    open: true,
    line: null,
    state: null,
    reason: null,
    words: null,
    hidden: false,
    ...changes,
  };
}

const before: Takeaways = { number: 1, person_number: 9, takeaways: [card(3)], own: [own()] };
const apply = (state: Takeaways, fact: KnownFact) => applyToTakeaways(TALK, state, fact);
const shown = (takeaway: Schema<"TakeawayCard">): KnownFact => ({
  type: "tables.takeaway_shown",
  data: { takeaway },
});

test("approved lines stand by round and table, each once", () => {
  const two = apply(apply(before, shown(card(2))), shown(card(1, { round: 2 })));
  expect(two.takeaways.map(({ id }) => id)).toEqual(["line-2", "line-3", "line-1"]);
  expect(apply(two, shown(card(2)))).toEqual(two);
  expect(apply(before, shown(card(9, { talk_id: "another" })))).toEqual(before);
});

test("a line goes when it is shown no more", () => {
  const gone: KnownFact = { type: "tables.takeaway_gone", data: { takeaway_id: "line-3" } };
  expect(apply(before, gone).takeaways).toEqual([]);
});

test("one's own table's line is as it was told last, in this talk", () => {
  const takeaway = own({ state: "sent-back", reason: "unfinished" });
  const told = (talk_id: string): KnownFact => ({
    type: "tables.takeaway_told",
    data: { talk_id, takeaway },
  });
  expect(apply(before, told(TALK)).own).toEqual([takeaway]);
  expect(apply(before, told("another"))).toEqual(before);
});

test("nobody writes once the lines are collected, but where one was sent back", () => {
  const collected: KnownFact = { type: "tables.takeaways_collected", data: { talk_id: TALK } };
  expect(apply(before, collected).own.map(({ open }) => open)).toEqual([false]);
  const back = { ...before, own: [own({ state: "sent-back" })] };
  expect(apply(back, collected)).toEqual(back);
});

test("where a line stands is said kindly, and why", () => {
  expect(standingOf(own())).toBeNull();
  const back = standingOf(own({ state: "sent-back", reason: "unfinished", words: "Go on." }));
  expect(back).toMatchObject({
    word: "Sent back",
    why: { refusal: "send-back", reason: "unfinished", words: "Go on." },
  });
});

test("a line that was reported and taken off says so, though it was approved", () => {
  expect(standingOf(own({ state: "live", hidden: true }))?.word).toBe("Taken off");
});
