import type { Here } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";

export type ReviewCard = Schema<"ReviewCard">;
export type Queue = Schema<"ReviewQueue">;
export type Flag = Schema<"Flag">;
export type Claim = Schema<"Claim">;
export type DecisionView = Schema<"DecisionView">;
export type Outcome = Schema<"DecisionIn">["outcome"];
export type Reason = NonNullable<Schema<"DecisionIn">["reason"]>;
export type Refusal = "send-back" | "close";
export type Approval = Exclude<Outcome, Refusal>;
export type DecidedTogether = Schema<"DecidedTogether">;

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

/** Have a review for oneself for half a minute; again to keep it. */
export function sendClaim(here: Place, reviewId: string): Promise<ReviewCard> {
  return request("PUT", here.path(`/reviews/${reviewId}/claim`));
}

/** Put a review down without deciding. */
export function sendRelease(here: Place, reviewId: string): Promise<void> {
  return request("DELETE", here.path(`/reviews/${reviewId}/claim`));
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

/** Approve several, each under an id of its own; sent again they get the first answers. */
export function sendApprovals(
  here: Place,
  approvals: readonly { id: string; review: ReviewCard }[],
): Promise<DecidedTogether> {
  const body: Schema<"ApprovalsIn"> = {
    approvals: approvals.map(({ id, review }) => ({
      review_id: review.id,
      decision_id: id,
      revision: review.writing.revision,
    })),
  };
  return request("POST", here.path("/reviews/approvals"), body);
}

/** Undo a decision, within ten seconds. */
export function sendUndo(here: Place, id: string, review: ReviewCard): Promise<DecisionView> {
  return request("POST", here.path(`/reviews/${review.id}/decisions/${id}/undo`));
}
