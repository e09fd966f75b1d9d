import type { Here } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";

export type ReviewCard = Schema<"ReviewCard">;
export type Queue = Schema<"ReviewQueue">;
export type DecisionView = Schema<"DecisionView">;
export type Outcome = Schema<"DecisionIn">["outcome"];
export type Reason = NonNullable<Schema<"DecisionIn">["reason"]>;
export type Refusal = Exclude<Outcome, "approve">;

/** What an organiser chooses to do: a refusal has a reason, or words of their own, or both. */
export interface Choice {
  outcome: Outcome;
  reason: Reason | null;
  words: string | null;
}

type Place = Pick<Here, "path">;

/** The reviews that have waited longest. */
export function fetchQueue(here: Place, signal?: AbortSignal): Promise<Queue> {
  return request("GET", here.path("/reviews"), undefined, signal && { signal });
}

/** Decide on the revision that was read. Sent again under the same id it gets the first answer. */
export function sendDecision(
  here: Place,
  id: string,
  review: ReviewCard,
  choice: Choice,
): Promise<DecisionView> {
  const body: Schema<"DecisionIn"> = { revision: review.writing.revision, ...choice };
  return request("PUT", here.path(`/reviews/${review.id}/decisions/${id}`), body);
}

/** Undo a decision, within ten seconds. */
export function sendUndo(here: Place, id: string, review: ReviewCard): Promise<DecisionView> {
  return request("POST", here.path(`/reviews/${review.id}/decisions/${id}/undo`));
}
