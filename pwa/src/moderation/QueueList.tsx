import { useEffect, useRef } from "preact/hooks";
import { serverNow } from "../live/clock";
import type { ReviewCard } from "./requests";
import { waited } from "./words";

interface QueueListProps {
  reviews: readonly ReviewCard[];
  current: string;
  onOpen: (review: ReviewCard) => void;
}

/** When it stands beside the review, as in moderation.css. */
const BESIDE = "(min-width: 60rem)";

/** All that waits, the longest first; beside the review on a wide screen, below it on a phone. */
export function QueueList({ reviews, current, onOpen }: QueueListProps) {
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    const item = list.current?.querySelector("[aria-current]");
    if (matchMedia(BESIDE).matches) item?.scrollIntoView({ block: "nearest" });
  }, [current]);

  return (
    <nav class="queue" ref={list} aria-label="Waiting">
      <ol class="queue-list">
        {reviews.map((review) => (
          <li key={review.id}>
            <button
              type="button"
              class="queue-item"
              aria-current={review.id === current || undefined}
              onClick={() => onOpen(review)}
            >
              <span class="queue-name">
                <bdi>{review.author.name}</bdi>
              </span>
              <span class="quiet small figures">{waited(review.waiting_since, serverNow())}</span>
              <span class="queue-text" dir="auto" lang={review.writing.language ?? ""}>
                {review.writing.text}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
