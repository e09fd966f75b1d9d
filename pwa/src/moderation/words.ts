import type { Outcome, Reason, Refusal, ReviewCard } from "./requests";

/** What goes with each refusal: `reason.*` names it, `reason-back.*` and `reason-closed.*` tell the author. */
export const REASONS: Readonly<Record<Refusal, readonly Reason[]>> = {
  "send-back": ["unfinished", "names-somebody", "contact-details", "not-about-you", "unkind", "advertising"],
  close: ["names-somebody", "contact-details", "not-about-you", "unkind", "advertising"],
};

/** The reasons that go with a refusal: one line of a table need not be about oneself. */
export function reasonsFor({ kind }: Pick<ReviewCard, "kind">, refusal: Refusal): readonly Reason[] {
  return REASONS[refusal].filter((reason) => kind !== "takeaway" || reason !== "not-about-you");
}

/** The sentence of the catalogue that says what another organiser has decided. */
export const ALREADY: Readonly<Record<Outcome, string>> = {
  approve: "problem.already-approved",
  "send-back": "problem.already-sent-back",
  close: "problem.already-closed",
};

/** The sentence of the catalogue that tells an author why. */
export function toAuthor(refusal: Refusal, reason: Reason): string {
  return `${refusal === "send-back" ? "reason-back" : "reason-closed"}.${reason}`;
}

/** How long somebody has been waiting: "less than a minute", "12 min", "1 h 5 min". */
export function waited(since: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(since)) / 60_000);
  if (minutes < 1) return "less than a minute";
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
