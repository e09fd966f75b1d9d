import { useEffect, useRef } from "preact/hooks";
import type { Here } from "../app/here";
import { say } from "../app/texts";
import type { KnownFact } from "../contract/types";
import { overhear } from "../live/socket";
import { toast } from "../ui/toast";
import type { Desk } from "./desk";
import type { ReviewCard } from "./requests";
import { ALREADY } from "./words";

/** Says why the review one is reading is gone: another organiser was faster, or its author took it back. */
export function useNews(here: Here, desk: Desk, review: ReviewCard | null): void {
  const reading = useRef(review);
  reading.current = review;
  useEffect(
    () =>
      overhear(here.slug, "reviewers", (_stream, _number, heard) => {
        const fact = heard as KnownFact;
        if (fact.type === "moderation.review_decided") {
          const { id, review_id, outcome, by } = fact.data.decision;
          if (review_id === reading.current?.id && !desk.isMine(id)) toast(say(ALREADY[outcome], { by }));
        }
        if (fact.type === "moderation.review_dropped" && fact.data.review_id === reading.current?.id) {
          toast(say("problem.taken-back", { by: reading.current.author.name }));
        }
      }),
    [here.slug, desk],
  );
}
