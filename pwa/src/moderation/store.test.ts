import { expect, test } from "vitest";
import type { KnownFact } from "../contract/types";
import type { DecisionView, Queue, ReviewCard } from "./requests";
import { applyToQueue, isRunningOut } from "./store";

function review(minute: number, text = "They needed somebody who could plug in a headset."): ReviewCard {
  return {
    id: `review-${minute}`,
    kind: "story",
    subject_id: `story-${minute}`,
    author: {
      id: "alice",
      name: "Alice",
      organisation: null,
      position: null,
      backgrounds: ["it"],
      openness: "come-and-talk",
    },
    languages: ["de", "en"],
    writing: { revision: 1, title: "A headset", text, language: "en", details: {}, photo: null },
    live: null,
    unread: false,
    outcomes: ["approve", "send-back", "close"],
    earlier: [],
    claim: null,
    flags: [],
    waiting_since: `2026-11-22T10:${String(minute).padStart(2, "0")}:00.000Z`,
  };
}

function queue(minutes: number[], waiting = minutes.length): Queue {
  return { number: 5, reviews: minutes.map((minute) => review(minute)), waiting };
}

const decision: DecisionView = {
  id: "decision",
  review_id: "review-1",
  revision: 1,
  outcome: "approve",
  reason: null,
  words: null,
  by: "Olga",
  at: "2026-11-22T10:30:00.000Z",
  undo_until: "2026-11-22T10:30:10.000Z",
  undone: false,
};

const opened = (one: ReviewCard, waiting: number): KnownFact => ({
  type: "moderation.review_opened",
  data: { review: one, waiting },
});

const ids = ({ reviews }: Queue) => reviews.map(({ id }) => id);

test("what comes in stands behind what has waited longer", () => {
  const state = applyToQueue(applyToQueue(queue([1]), opened(review(3), 3)), opened(review(2), 3));
  expect(ids(state)).toEqual(["review-1", "review-2", "review-3"]);
  expect(state.waiting).toBe(3);
});

test("what is behind those that are not here yet comes when it is fetched", () => {
  const state = applyToQueue(queue([1, 2], 150), opened(review(9), 151));
  expect(ids(state)).toEqual(["review-1", "review-2"]);
  expect(state.waiting).toBe(151);
  expect(isRunningOut(state)).toBe(true);
  expect(isRunningOut(queue([1, 2]))).toBe(false);
});

test("what its author changes keeps its place and shows the new words", () => {
  const changed: KnownFact = {
    type: "moderation.review_changed",
    data: { review: review(1, "new words"), waiting: 2 },
  };
  const state = applyToQueue(queue([1, 2]), changed);
  expect(state.reviews.map(({ writing }) => writing.text)).toEqual(["new words", review(2).writing.text]);
  expect(applyToQueue(state, changed)).toEqual(state);
});

test("what has been decided or taken back is gone, and heard twice it is still gone once", () => {
  const decided: KnownFact = { type: "moderation.review_decided", data: { decision, waiting: 1 } };
  const dropped: KnownFact = {
    type: "moderation.review_dropped",
    data: { review_id: "review-2", waiting: 0 },
  };
  const state = applyToQueue(applyToQueue(queue([1, 2]), decided), decided);
  expect(state).toMatchObject({ waiting: 1, reviews: [{ id: "review-2" }] });
  expect(applyToQueue(state, dropped)).toMatchObject({ waiting: 0, reviews: [] });
});

test("what is undone comes back to where it was, unless its author took it back", () => {
  const undone = (one: ReviewCard | null): KnownFact => ({
    type: "moderation.review_undone",
    data: { decision: { ...decision, undone: true }, review: one, waiting: 2 },
  });
  expect(ids(applyToQueue(queue([2]), undone(review(1))))).toEqual(["review-1", "review-2"]);
  expect(ids(applyToQueue(queue([2]), undone(null)))).toEqual(["review-2"]);
});

test("who reads what is known to everybody until they put it down", () => {
  const claim = { by_id: "priya", by: "Priya", until: "2026-11-22T10:30:30.000Z" };
  const taken = applyToQueue(queue([1, 2]), {
    type: "moderation.review_claimed",
    data: { review_id: "review-2", claim },
  });
  expect(taken.reviews.map((one) => one.claim)).toEqual([null, claim]);
  const back = applyToQueue(taken, { type: "moderation.review_released", data: { review_id: "review-2" } });
  expect(back).toEqual(queue([1, 2]));
});

test("unknown facts leave all as it is", () => {
  const state = queue([1]);
  expect(applyToQueue(state, { type: "tomorrow.invented", data: {} } as unknown as KnownFact)).toBe(state);
});
