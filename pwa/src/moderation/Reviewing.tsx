import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { ErrorBoundary } from "preact-iso";
import { useHere } from "../app/here";
import { part } from "../app/page";
import { serverNow } from "../live/clock";
import type { Stream } from "../live/stream";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { useTick } from "../ui/tick";
import { Alarm } from "./Alarm";
import { readBy, toRead } from "./claims";
import type { Desk } from "./desk";
import { QueueList } from "./QueueList";
import { ReviewPane } from "./ReviewPane";
import type { Approval, Choice, Queue, Refusal, ReviewCard } from "./requests";
import { useClaim } from "./useClaim";
import { useKeys } from "./useKeys";
import { useNews } from "./useNews";
import { reasonAt, waited } from "./words";

const RefusalSheet = part(() => import("./sheets").then(({ RefusalSheet }) => RefusalSheet));
const TogetherSheet = part(() => import("./sheets").then(({ TogetherSheet }) => TogetherSheet));

interface ReviewingProps {
  queue: Stream<Queue>;
  /** Those that wait and are not being decided on here. */
  reviews: readonly ReviewCard[];
  /** How many wait in all. */
  waiting: number;
  desk: Desk;
  onHelp: () => void;
}

/** The queue, and one review of it to decide on, which nobody else reads meanwhile. */
export function Reviewing({ queue, reviews, waiting, desk, onHelp }: ReviewingProps) {
  const here = useHere();
  const [chosen, setChosen] = useState<string | null>(null);
  const [refusing, setRefusing] = useState<Refusal | null>(null);
  const [together, setTogether] = useState(false);
  const place = useRef(0);
  useTick(5_000);

  const isFree = (one: ReviewCard) => readBy(one, here.personId, serverNow()) === null;
  const review = toRead(reviews, chosen, place.current, isFree);
  const index = review ? reviews.indexOf(review) : place.current;
  place.current = index;
  const [read, setRead] = useState({ id: review?.id, revision: review?.writing.revision });
  const changed = review !== null && read.id === review.id && read.revision !== review.writing.revision;
  useNews(here, desk, review);
  useClaim(here, queue, desk, review);

  // Before any key can be pressed about it.
  useLayoutEffect(() => {
    setChosen(review?.id ?? null);
    readAgain();
    window.scrollTo({ top: 0 });
  }, [review?.id]);

  // It may come back a moment after the word that it does; and somebody else may have taken it by then.
  const back = desk.back.value;
  useEffect(() => {
    const found = reviews.find(({ id }) => id === back);
    if (!found) return;
    desk.back.value = null;
    if (isFree(found)) open(found);
  }, [back, reviews]);

  function open(next: ReviewCard | undefined) {
    if (next) setChosen(next.id);
  }

  /** What changed under one's eyes is read again before it is decided on. */
  function readAgain() {
    setRead({ id: review?.id, revision: review?.writing.revision });
    setRefusing(null);
  }

  function decide(choice: Choice) {
    if (changed || !review) return;
    setRefusing(null);
    void desk.decide(review, choice);
  }

  function approve(outcome: Approval) {
    if (changed) readAgain();
    else if (review?.outcomes.includes(outcome)) decide({ outcome, reason: null, words: null });
  }

  /** A reason's key, pressed before the sheet that lists them is here. */
  function refuseAt(key: string) {
    const reason = review && refusing && reasonAt(key, review, refusing);
    if (reason) decide({ outcome: refusing, reason, words: null });
  }

  const refuse = (refusal: Refusal) => changed || !review?.outcomes.includes(refusal) || setRefusing(refusal);
  useKeys({
    j: () => open(reviews.slice(index + 1).find(isFree)),
    k: () => open(reviews.slice(0, index).findLast(isFree)),
    a: () => approve("approve"),
    t: () => approve("for-tables"),
    f: () => approve("feature"),
    b: () => setTogether(true),
    s: () => refuse("send-back"),
    x: () => refuse("close"),
    ...Object.fromEntries(Array.from("123456", (key) => [key, () => refuseAt(key)])),
    "?": onHelp,
  });

  return (
    <>
      <p class="quiet">
        <span role="status">{waiting === 1 ? "One waits" : `${waiting} wait`}.</span> The longest for{" "}
        {waited((reviews[0] as ReviewCard).waiting_since, serverNow())}.
        {reviews.length > 1 && (
          <Button kind="text" onClick={() => setTogether(true)}>
            Approve several together
          </Button>
        )}
      </p>
      <Alarm reviews={reviews} />
      <div class="review">
        {review ? (
          <ReviewPane
            key={review.id}
            review={review}
            changed={changed}
            onRead={readAgain}
            onApprove={approve}
            onRefuse={setRefusing}
          />
        ) : (
          <div class="review-pane">
            <Empty icon="review" title="All of it is being read">
              <p>Others have what waits. What they put down, and what comes next, appears here by itself.</p>
            </Empty>
          </div>
        )}
        <QueueList reviews={reviews} current={review?.id} me={here.personId} onOpen={setChosen} />
      </div>
      {together && (
        <ErrorBoundary>
          <TogetherSheet
            reviews={reviews.filter(isFree)}
            onApprove={desk.approveTogether}
            onClose={() => setTogether(false)}
          />
        </ErrorBoundary>
      )}
      {review && refusing && (
        <ErrorBoundary>
          <RefusalSheet
            review={review}
            changed={changed}
            refusal={refusing}
            onRefuse={decide}
            onClose={() => setRefusing(null)}
          />
        </ErrorBoundary>
      )}
    </>
  );
}
