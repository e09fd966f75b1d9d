import { expect, test } from "vitest";
import { claimed, overdue, readBy, toRead } from "./claims";
import type { Queue, ReviewCard } from "./requests";

const NOW = Date.parse("2026-11-22T10:30:00.000Z");
const UNTIL = "2026-11-22T10:30:20.000Z";

const review = (id: string, by: string | null = null, until = UNTIL) =>
  ({
    id,
    claim: by && { by_id: by, by: "Priya", until },
    waiting_since: `2026-11-22T10:2${id}:30.000Z`,
  }) as ReviewCard;

const free = (one: ReviewCard) => readBy(one, "me", NOW) === null;
const shown = (reviews: ReviewCard[], chosen: string | null, place = 0) =>
  toRead(reviews, chosen, place, free)?.id ?? null;

test("a review is another's as long as they show signs of life", () => {
  expect(readBy(review("1", "priya"), "me", NOW)?.by).toBe("Priya");
  expect(readBy(review("1", "priya"), "me", Date.parse(UNTIL))).toBeNull();
  expect(readBy(review("1", "me"), "me", NOW)).toBeNull();
  expect(readBy(review("1"), "me", NOW)).toBeNull();
});

test("one is handed the next that nobody else reads, and keeps what one has", () => {
  const reviews = [review("1", "priya"), review("2"), review("3"), review("4", "priya")];
  expect(shown(reviews, null)).toBe("2");
  expect(shown(reviews, "3")).toBe("3");
  expect(shown(reviews, "1")).toBe("2");
});

test("after a decision comes what stood behind it, then what stood before", () => {
  const reviews = [review("1"), review("2"), review("4", "priya")];
  expect(shown(reviews, "gone", 1)).toBe("2");
  expect(shown(reviews, "gone", 2)).toBe("2");
});

test("where others read all there is, there is nothing to read", () => {
  expect(shown([review("1", "priya")], null)).toBeNull();
  expect(shown([], null)).toBeNull();
});

test("word of a claim changes that review alone", () => {
  const queue = { number: 1, waiting: 2, reviews: [review("1"), review("2")] } as Queue;
  const claim = { by_id: "priya", by: "Priya", until: UNTIL };
  const after = claimed(queue, "2", claim);
  expect(after.reviews.map((one) => one.claim)).toEqual([null, claim]);
  expect(claimed(after, "2", claim)).toEqual(after);
  expect(claimed(after, "2", null)).toEqual(queue);
  expect(claimed(queue, "unknown", claim)).toEqual(queue);
});

test("the alarm goes when the longest has waited for as long as anybody is to", () => {
  const reviews = [review("3"), review("9")]; // 10:23:30 and 10:29:30
  expect(overdue(reviews, 7, NOW)).toBeNull();
  expect(overdue(reviews, 6, NOW)).toBe(6);
  expect(overdue([], 1, NOW)).toBeNull();
});
