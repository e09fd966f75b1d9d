import type { Here } from "../app/here";
import type { KnownFact } from "../contract/types";
import { openStream, type Stream } from "../live/stream";
import { claimed } from "./claims";
import { fetchQueue, type Queue, type ReviewCard } from "./requests";

/** Pure: the queue after a fact of the stream `reviewers`. */
export function applyToQueue(queue: Queue, fact: KnownFact): Queue {
  switch (fact.type) {
    case "moderation.review_opened":
    case "moderation.review_changed":
      return { ...put(queue, fact.data.review), waiting: fact.data.waiting };
    case "moderation.review_claimed":
      return claimed(queue, fact.data.review_id, fact.data.claim);
    case "moderation.review_released":
      return claimed(queue, fact.data.review_id, null);
    case "moderation.review_dropped":
      return { ...without(queue, fact.data.review_id), waiting: fact.data.waiting };
    case "moderation.review_decided":
      return { ...without(queue, fact.data.decision.review_id), waiting: fact.data.waiting };
    case "moderation.review_undone": {
      const { decision, review, waiting } = fact.data;
      return { ...(review ? put(queue, review) : without(queue, decision.review_id)), waiting };
    }
    default:
      return queue;
  }
}

/** Pure: without a review that has been decided. */
export function without(queue: Queue, reviewId: string): Queue {
  const reviews = queue.reviews.filter(({ id }) => id !== reviewId);
  return { ...queue, reviews, waiting: queue.waiting - (queue.reviews.length - reviews.length) };
}

/** True when more wait than are here, and few are left of these: time to fetch. */
export function isRunningOut({ reviews, waiting }: Queue): boolean {
  return waiting > reviews.length && reviews.length < 20;
}

/** The queue holds those that have waited longest: a newer one behind a gap comes when it is fetched. */
function put(queue: Queue, review: ReviewCard): Queue {
  const others = queue.reviews.filter(({ id }) => id !== review.id);
  const known = others.length < queue.reviews.length;
  const last = others.at(-1);
  const complete = queue.reviews.length >= queue.waiting;
  if (!known && !complete && last && inOrder(last, review) < 0) return queue;
  return { ...queue, reviews: [...others, review].sort(inOrder) };
}

function inOrder(one: ReviewCard, other: ReviewCard): number {
  return one.waiting_since.localeCompare(other.waiting_since) || one.id.localeCompare(other.id);
}

/** Follow the queue. */
export function openQueue(here: Here): Stream<Queue> {
  return openStream({
    conference: here.slug,
    stream: "reviewers",
    keptAs: "reviews",
    load: (signal) => fetchQueue(here, signal),
    apply: applyToQueue,
  });
}
