import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Here } from "../app/here";
import { ProblemError } from "../live/api";
import type { Stream } from "../live/stream";
import { uuid } from "../live/uuid";
import {
  type Choice,
  type Outcome,
  type Queue,
  type ReviewCard,
  sendApprovals,
  sendDecision,
  sendUndo,
} from "./requests";
import { without } from "./store";

const UNDO_MS = 10_000;
const PAUSES_MS = [1_000, 3_000];

const DONE: Readonly<Record<Outcome, string>> = {
  approve: "Approved.",
  "for-tables": "Approved, for tables only.",
  feature: "Approved, and featured on the screen.",
  "send-back": "Sent back.",
  close: "Closed.",
};
const APPROVE: Choice = { outcome: "approve", reason: null, words: null };
const NO_SIGNAL = "No signal, so it is back in the queue. Decide again when there is one.";

/** Says something in passing, perhaps with a way to take the act back; returns what takes it away. */
type Say = (text: string, options?: { undo?: () => unknown }) => () => void;

/** Where an organiser decides. */
export interface Desk {
  /** Reviews that were decided here and whose answer is on its way: not to be shown. */
  underWay: ReadonlySignal<ReadonlySet<string>>;
  /** The review that an undoing has just put back: to be read next. Whoever opens it sets it to null. */
  back: Signal<string | null>;
  /** Decide: shown as done at once, then made true, or put back with a sentence that says why. */
  decide: (review: ReviewCard, choice: Choice) => Promise<void>;
  /** Approve several with one command; what could not be approved is back in the queue, and why is said. */
  approveTogether: (reviews: readonly ReviewCard[]) => Promise<void>;
  /** Undo the last decision taken here, if it is not ten seconds old. */
  undoLast: () => Promise<void>;
  /** True for a decision that was taken here. */
  isMine: (decisionId: string) => boolean;
}

/** The desk of one organiser. */
export function openDesk(here: Pick<Here, "path">, queue: Stream<Queue>, say: Say): Desk {
  const underWay = signal<ReadonlySet<string>>(new Set());
  const back = signal<string | null>(null);
  const ids = new Map<string, string>();
  const mine = new Set<string>();
  let last: { undo: () => unknown; until: number } | null = null;

  function hide(reviewId: string, hidden: boolean): void {
    const next = new Set(underWay.value);
    if (hidden) next.add(reviewId);
    else next.delete(reviewId);
    underWay.value = next;
  }

  /** The same choice on the same words keeps its id until it is answered, so that a retry is no second decision. */
  function idOf(review: ReviewCard, choice: Choice): [name: string, id: string] {
    const name = JSON.stringify([review.id, review.writing.revision, choice]);
    const id = ids.get(name) ?? uuid();
    ids.set(name, id);
    mine.add(id);
    return [name, id];
  }

  async function decide(review: ReviewCard, choice: Choice): Promise<void> {
    if (underWay.value.has(review.id)) return; // a key pressed twice
    const [name, id] = idOf(review, choice);
    hide(review.id, true);
    const sent = insist(() => sendDecision(here, id, review, choice));
    const withdraw = offer(DONE[choice.outcome], async () => {
      const decided = await sent.then(
        () => true,
        () => false, // which has been said
      );
      if (!decided) return;
      const problem = await takeBack(id, review);
      if (problem === null) back.value = review.id;
      say(problem ?? "Undone. It is back in the queue.");
    });
    try {
      await sent;
      ids.delete(name);
      queue.amend((known) => without(known, review.id));
    } catch (error) {
      withdraw();
      await explain(error, [name]);
    } finally {
      hide(review.id, false);
    }
  }

  async function approveTogether(reviews: readonly ReviewCard[]): Promise<void> {
    const chosen = reviews.filter(({ id }) => !underWay.value.has(id));
    const named = chosen.map((review) => ({ review, name: idOf(review, APPROVE) }));
    for (const { id } of chosen) hide(id, true);
    try {
      const sent = named.map(({ review, name: [, id] }) => ({ id, review }));
      const { decided, refused } = await insist(() => sendApprovals(here, sent));
      for (const { name } of named) ids.delete(name[0]);
      queue.amend((known) => decided.reduce((left, { review_id }) => without(left, review_id), known));
      const done = sent.filter(({ id }) => decided.some((one) => one.id === id));
      const words = refused.length
        ? `${done.length} approved, ${refused.length} not.`
        : `${done.length} approved.`;
      if (done.length > 0) offer(words, () => takeAllBack(done));
      else say(words);
      for (const { review_id, detail } of refused.slice(0, 2)) {
        const of = chosen.find(({ id }) => id === review_id);
        say(of ? `${of.author.name}’s: ${detail}` : detail);
      }
      if (refused.length > 0) await queue.refresh();
    } catch (error) {
      await explain(
        error,
        named.map(({ name: [name] }) => name),
      );
    } finally {
      for (const { id } of chosen) hide(id, false);
    }
  }

  /** Says what was done, with a way to take it back, by tap or by key. Returns what takes the offer away. */
  function offer(words: string, undo: () => Promise<void>): () => void {
    function withdraw(): void {
      if (last === mine) last = null; // and not one that was offered since
      dismiss();
    }
    function undoOnce(): Promise<void> {
      withdraw();
      return undo();
    }
    const dismiss = say(words, { undo: undoOnce });
    const mine = { undo: undoOnce, until: Date.now() + UNDO_MS };
    last = mine;
    return withdraw;
  }

  /** Says why nothing was decided. What was refused is decided anew, on the queue as it is by now. */
  async function explain(error: unknown, names: readonly string[]): Promise<void> {
    if (!(error instanceof ProblemError)) throw error;
    say(error.isPassing ? NO_SIGNAL : error.detail);
    if (error.isPassing) return;
    for (const name of names) ids.delete(name);
    await queue.refresh();
  }

  async function takeAllBack(done: readonly { id: string; review: ReviewCard }[]): Promise<void> {
    const answers = await Promise.all(done.map(({ id, review }) => takeBack(id, review)));
    const problems = answers.filter((problem) => problem !== null);
    const back = done.length - problems.length;
    say(
      problems.length === 0
        ? "Undone. They are back in the queue."
        : `${back} of ${done.length} are back in the queue. ${problems[0]}`,
    );
  }

  /** Take a decision back. Resolves to null, or to why that did not work. */
  async function takeBack(id: string, review: ReviewCard): Promise<string | null> {
    try {
      await insist(() => sendUndo(here, id, review));
      return null;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return error.detail;
    }
  }

  return {
    underWay,
    back,
    decide,
    approveTogether,
    undoLast: async () => {
      if (last && Date.now() < last.until) await last.undo();
    },
    isMine: (decisionId) => mine.has(decisionId),
  };
}

/** Try a few times while the signal comes and goes. */
async function insist<T>(send: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES_MS) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ProblemError && error.isPassing)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return send();
}
