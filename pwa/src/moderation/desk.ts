import { type ReadonlySignal, signal } from "@preact/signals";
import type { Here } from "../app/here";
import { ProblemError } from "../live/api";
import type { Stream } from "../live/stream";
import { uuid } from "../live/uuid";
import { type Choice, type Queue, type ReviewCard, sendDecision, sendUndo } from "./requests";
import { without } from "./store";

const UNDO_MS = 10_000;
const PAUSES_MS = [1_000, 3_000];

const DONE = { approve: "Approved.", "send-back": "Sent back.", close: "Closed." } as const;
const NO_SIGNAL = "No signal, so it is back in the queue. Decide again when there is one.";

/** Says something in passing, perhaps with a way to take the act back; returns what takes it away. */
type Say = (text: string, options?: { undo?: () => unknown }) => () => void;

/** Where an organiser decides. */
export interface Desk {
  /** Reviews that were decided here and whose answer is on its way: not to be shown. */
  underWay: ReadonlySignal<ReadonlySet<string>>;
  /** Decide: shown as done at once, then made true, or put back with a sentence that says why. */
  decide: (review: ReviewCard, choice: Choice) => Promise<void>;
  /** Undo the last decision taken here, if it is not ten seconds old. */
  undoLast: () => Promise<void>;
  /** True for a decision that was taken here. */
  isMine: (decisionId: string) => boolean;
}

/** The desk of one organiser. */
export function openDesk(here: Pick<Here, "path">, queue: Stream<Queue>, say: Say): Desk {
  const underWay = signal<ReadonlySet<string>>(new Set());
  const ids = new Map<string, string>();
  const mine = new Set<string>();
  let last: { undo: () => Promise<void>; until: number } | null = null;

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
    const undo = () => takeBack(sent, id, review);
    const dismiss = say(DONE[choice.outcome], { undo });
    const undoByKey = () => {
      dismiss();
      return undo();
    };
    last = { undo: undoByKey, until: Date.now() + UNDO_MS };
    try {
      await sent;
      ids.delete(name);
      queue.amend((known) => without(known, review.id));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      last = null;
      dismiss();
      say(error.isPassing ? NO_SIGNAL : error.detail);
      if (!error.isPassing) {
        ids.delete(name);
        await queue.refresh();
      }
    } finally {
      hide(review.id, false);
    }
  }

  async function takeBack(sent: Promise<unknown>, id: string, review: ReviewCard): Promise<void> {
    last = null;
    try {
      await sent;
    } catch {
      return; // it was not decided, and that has been said
    }
    try {
      await insist(() => sendUndo(here, id, review));
      say("Undone. It is back in the queue.");
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      say(error.detail);
    }
  }

  return {
    underWay,
    decide,
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
