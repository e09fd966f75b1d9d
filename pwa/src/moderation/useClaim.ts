import { useEffect } from "preact/hooks";
import type { Here } from "../app/here";
import { ProblemError } from "../live/api";
import { serverNow } from "../live/clock";
import type { Stream } from "../live/stream";
import { toast } from "../ui/toast";
import { claimed, readBy } from "./claims";
import type { Desk } from "./desk";
import { type Claim, type Queue, type ReviewCard, sendClaim, sendRelease } from "./requests";

const SIGN_OF_LIFE_MS = 10_000;

/**
 * Has the review that one reads for oneself as long as the page is seen, and puts it down when one leaves it.
 *
 * Where another organiser was faster, that is said, and known to the queue: one is handed the next.
 */
export function useClaim(here: Here, queue: Stream<Queue>, desk: Desk, review: ReviewCard | null): void {
  const id = review?.id;

  useEffect(() => {
    if (!id) return;
    const show = () => document.hidden || void claim(here, queue, id);
    const timer = setInterval(show, SIGN_OF_LIFE_MS);
    document.addEventListener("visibilitychange", show);
    show();
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", show);
      const known = queue.state.value?.reviews.find((one) => one.id === id);
      const isMine = known && !readBy(known, here.personId, serverNow());
      if (isMine && !desk.underWay.value.has(id)) void putDown(here, id);
    };
  }, [id, here, queue, desk]);
}

async function claim(here: Here, queue: Stream<Queue>, id: string): Promise<void> {
  try {
    const now = await sendClaim(here, id);
    queue.amend((known) => claimed(known, id, now.claim));
  } catch (problem) {
    if (!(problem instanceof ProblemError)) throw problem;
    if (problem.code !== "claimed") return; // decided or taken back, which is told; or no signal
    queue.amend((known) => claimed(known, id, problem.params as unknown as Claim));
    toast(`${problem.detail} Here is the next.`);
  }
}

/** Where there is no signal the claim runs out by itself. */
function putDown(here: Here, id: string): Promise<void> {
  return sendRelease(here, id).catch(() => {});
}
