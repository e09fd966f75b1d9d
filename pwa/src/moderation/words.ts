import type { Outcome, Reason, Refusal, ReviewCard } from "./requests";

const ALWAYS = ["names-somebody", "contact-details", "unkind", "advertising"] as const;

/** What goes with each refusal: `reason.*` names it, and `refusals.json` has what tells the author. */
export const REASONS: Readonly<Record<Refusal, readonly Reason[]>> = {
  "send-back": [...ALWAYS, "unfinished", "not-about-you"],
  close: [...ALWAYS, "not-about-you"],
};

/** The reasons that go with a refusal, by their keys from 1 on: one line of a table need not be about oneself. */
export function reasonsFor({ kind }: Pick<ReviewCard, "kind">, refusal: Refusal): readonly Reason[] {
  return REASONS[refusal].filter((reason) => kind !== "takeaway" || reason !== "not-about-you");
}

/** The reason that a key stands for; undefined for a key that stands for none. */
export function reasonAt(
  key: string,
  review: Pick<ReviewCard, "kind">,
  refusal: Refusal,
): Reason | undefined {
  return /^[1-9]$/.test(key) ? reasonsFor(review, refusal)[Number(key) - 1] : undefined;
}

/** What was decided, as part of a sentence. */
export const DECIDED: Readonly<Record<Outcome, string>> = {
  approve: "approved",
  "for-tables": "approved for tables only",
  feature: "featured on the screen",
  "send-back": "sent back",
  close: "closed",
};

/** What people write, by the kind that a review names. */
export const KINDS: Readonly<Record<string, string>> = {
  story: "A story",
  takeaway: "A table’s line",
  written: "An answer at a table",
};

/** The sentence of the catalogue that says what another organiser has decided. */
export const ALREADY: Readonly<Record<Outcome, string>> = {
  approve: "problem.already-approved",
  "for-tables": "problem.already-approved",
  feature: "problem.already-approved",
  "send-back": "problem.already-sent-back",
  close: "problem.already-closed",
};

/** How long somebody has been waiting: "less than a minute", "12 min", "1 h 5 min". */
export function waited(since: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(since)) / 60_000);
  if (minutes < 1) return "less than a minute";
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
