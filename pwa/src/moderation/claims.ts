import type { Claim, Queue, ReviewCard } from "./requests";

/** Pure: who else reads this review just now; null where one may read it oneself. */
export function readBy({ claim }: ReviewCard, me: string, now: number): Claim | null {
  return claim && claim.by_id !== me && Date.parse(claim.until) > now ? claim : null;
}

/**
 * Pure: which review to show: the one chosen, else the next that nobody else reads, `place` being where one was.
 *
 * Null where others read all there is.
 */
export function toRead(
  reviews: readonly ReviewCard[],
  chosen: string | null,
  place: number,
  isFree: (review: ReviewCard) => boolean,
): ReviewCard | null {
  const mine = reviews.find(({ id }) => id === chosen);
  if (mine && isFree(mine)) return mine;
  return reviews.slice(place).find(isFree) ?? reviews.slice(0, place).findLast(isFree) ?? null;
}

/** Pure: with word of who reads a review, or that nobody does. */
export function claimed(queue: Queue, reviewId: string, claim: Claim | null): Queue {
  const reviews = queue.reviews.map((one) => (one.id === reviewId ? { ...one, claim } : one));
  return { ...queue, reviews };
}

/** Pure: for how many minutes the longest has waited, where that is longer than anybody is to; else null. */
export function overdue(reviews: readonly ReviewCard[], within: number, now: number): number | null {
  const [oldest] = reviews;
  const minutes = oldest ? Math.floor((now - Date.parse(oldest.waiting_since)) / 60_000) : 0;
  return minutes >= within ? minutes : null;
}
