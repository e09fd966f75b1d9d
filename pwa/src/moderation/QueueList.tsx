import { useEffect, useMemo, useRef } from "preact/hooks";
import { say } from "../app/texts";
import { serverNow } from "../live/clock";
import { directionOf } from "../stories/direction";
import { toast } from "../ui/toast";
import { readBy } from "./claims";
import { FlagMark } from "./Flags";
import type { Claim, ReviewCard } from "./requests";
import { waited } from "./words";

interface QueueListProps {
  reviews: readonly ReviewCard[];
  current: string | undefined;
  me: string;
  /** Of an identity that stays, so that no line is drawn anew for it. */
  onOpen: (id: string) => void;
}

/** When it stands beside the review, as in moderation.css. */
const BESIDE = "(min-width: 60rem)";

/** All that waits, the longest first; beside the review on a wide screen, below it on a phone. */
export function QueueList({ reviews, current, me, onOpen }: QueueListProps) {
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    if (list.current && matchMedia(BESIDE).matches) bringIntoView(list.current);
  }, [current]);

  const now = serverNow();

  return (
    <nav class="queue" ref={list} aria-label="Waiting">
      <ol class="queue-list">
        {reviews.map((review) => (
          <Item
            key={review.id}
            review={review}
            reader={readBy(review, me, now)}
            since={waited(review.waiting_since, now)}
            current={review.id === current}
            onOpen={onOpen}
          />
        ))}
      </ol>
    </nav>
  );
}

/** Scroll the list alone, whose foot may lie below the window's, to where the one that is read is second. */
function bringIntoView(list: HTMLElement): void {
  const item = list.querySelector("[aria-current]")?.getBoundingClientRect();
  const seen = list.getBoundingClientRect();
  if (item && (item.top < seen.top || item.bottom > Math.min(seen.bottom, window.innerHeight))) {
    list.scrollTop += item.top - seen.top - item.height;
  }
}

interface ItemProps {
  review: ReviewCard;
  /** The other organiser who reads it. */
  reader: Claim | null;
  /** For how long it has waited, in words. */
  since: string;
  current: boolean;
  onOpen: (id: string) => void;
}

/** One that waits. Hundreds may, and a decision changes few of them: the others stay as they were drawn. */
function Item({ review, reader, since, current, onOpen }: ItemProps) {
  return useMemo(
    () => (
      <li>
        <button
          type="button"
          class="queue-item"
          aria-current={current || undefined}
          onClick={() => (reader ? toast(say("problem.claimed", { by: reader.by })) : onOpen(review.id))}
        >
          <span class="queue-name">
            <bdi>{review.author.name}</bdi>
          </span>
          <span class="quiet small figures">{since}</span>
          <span class="queue-line">
            {reader ? (
              <span class="queue-text queue-reader">{say("problem.claimed", { by: reader.by })}</span>
            ) : (
              <span
                class="queue-text"
                dir={directionOf(review.writing.language)}
                lang={review.writing.language ?? ""}
              >
                {review.writing.title ?? review.writing.text}
              </span>
            )}
            <FlagMark review={review} />
          </span>
        </button>
      </li>
    ),
    [review, reader, since, current, onOpen],
  );
}
