import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type Here, useHere } from "../app/here";
import { OrganisersOnly } from "../app/OrganisersOnly";
import { say } from "../app/texts";
import type { KnownFact } from "../contract/types";
import { serverNow } from "../live/clock";
import { overhear } from "../live/socket";
import { useStream } from "../live/useStream";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { useTick } from "../ui/tick";
import { toast } from "../ui/toast";
import { type Desk, openDesk } from "./desk";
import { KeysSheet } from "./KeysSheet";
import { QueueList } from "./QueueList";
import { RefusalSheet } from "./RefusalSheet";
import { ReviewPane } from "./ReviewPane";
import type { Choice, Refusal, ReviewCard } from "./requests";
import { isRunningOut, openQueue } from "./store";
import { useKeys } from "./useKeys";
import { ALREADY, waited } from "./words";
import "./moderation.css";

/** What people wrote and nobody has read yet: the longest waiting first, decided one by one. */
export default function ReviewPage() {
  return (
    <OrganisersOnly title="Review">
      <Queue />
    </OrganisersOnly>
  );
}

function Queue() {
  const here = useHere();
  const queue = useStream(() => openQueue(here), here.slug);
  const desk = useMemo(() => openDesk(here, queue, toast), [queue]);
  const [keys, setKeys] = useState(false);
  const state = queue.state.value;
  const runningOut = state !== null && isRunningOut(state);

  useEffect(() => {
    if (runningOut) void queue.refresh();
  }, [runningOut]);

  return (
    <Page
      wide
      title="Review"
      back={here.link("")}
      aside={
        <span class="review-keys">
          <Button kind="text" onClick={() => setKeys(true)}>
            Keys
          </Button>
        </span>
      }
    >
      <Loaded stream={queue}>
        {({ reviews, waiting }) => {
          const open = reviews.filter(({ id }) => !desk.underWay.value.has(id));
          const hidden = reviews.length - open.length;
          if (open.length === 0) return <NothingWaits />;
          return (
            <Reviewing reviews={open} waiting={waiting - hidden} desk={desk} onHelp={() => setKeys(true)} />
          );
        }}
      </Loaded>
      <KeysSheet open={keys} onClose={() => setKeys(false)} />
      <UndoKey desk={desk} />
    </Page>
  );
}

/** `u` works on an empty queue, too. */
function UndoKey({ desk }: { desk: Desk }) {
  useKeys({ u: desk.undoLast });
  return null;
}

function NothingWaits() {
  return (
    <Empty icon="review" title="Nothing waits">
      <p>Everything that people wrote has been read. What comes next appears here by itself.</p>
    </Empty>
  );
}

interface ReviewingProps {
  reviews: readonly ReviewCard[];
  /** How many wait in all. */
  waiting: number;
  desk: Desk;
  onHelp: () => void;
}

/** The queue, and one review of it to decide on. */
function Reviewing({ reviews, waiting, desk, onHelp }: ReviewingProps) {
  const here = useHere();
  const [chosen, setChosen] = useState<string | null>(null);
  const [refusing, setRefusing] = useState<Refusal | null>(null);
  const place = useRef(0);
  useTick(15_000);

  const at = reviews.findIndex(({ id }) => id === chosen);
  if (at >= 0) place.current = at;
  const review = reviews[Math.min(place.current, reviews.length - 1)] as ReviewCard;
  const [read, setRead] = useState({ id: review.id, revision: review.writing.revision });
  const changed = read.id === review.id && read.revision !== review.writing.revision;
  useNews(here, desk, review);

  useEffect(() => {
    readAgain();
    window.scrollTo({ top: 0 });
  }, [review.id]);

  function open(next: ReviewCard | undefined) {
    if (next) setChosen(next.id);
  }

  /** What changed under one's eyes is read again before it is decided on. */
  function readAgain() {
    setRead({ id: review.id, revision: review.writing.revision });
    setRefusing(null);
  }

  function decide(choice: Choice) {
    if (changed) return;
    setRefusing(null);
    setChosen(review.id);
    void desk.decide(review, choice);
  }

  const approve = () => (changed ? readAgain() : decide({ outcome: "approve", reason: null, words: null }));
  const index = reviews.indexOf(review);
  useKeys({
    j: () => open(reviews[index + 1]),
    k: () => open(reviews[index - 1]),
    a: approve,
    s: () => changed || setRefusing("send-back"),
    x: () => changed || setRefusing("close"),
    "?": onHelp,
  });

  return (
    <>
      <p class="quiet">
        <span role="status">{waiting === 1 ? "One waits" : `${waiting} wait`}.</span> The longest for{" "}
        {waited((reviews[0] as ReviewCard).waiting_since, serverNow())}.
      </p>
      <div class="review">
        <ReviewPane
          key={review.id}
          review={review}
          changed={changed}
          onRead={readAgain}
          onApprove={approve}
          onRefuse={setRefusing}
        />
        <QueueList reviews={reviews} current={review.id} onOpen={open} />
      </div>
      {refusing && (
        <RefusalSheet
          review={review}
          changed={changed}
          refusal={refusing}
          onRefuse={decide}
          onClose={() => setRefusing(null)}
        />
      )}
    </>
  );
}

/** Says why the review one is reading is gone: another organiser was faster, or its author took it back. */
function useNews(here: Here, desk: Desk, review: ReviewCard): void {
  const reading = useRef(review);
  reading.current = review;
  useEffect(
    () =>
      overhear(here.slug, "reviewers", (_stream, _number, heard) => {
        const fact = heard as KnownFact;
        if (fact.type === "moderation.review_decided") {
          const { id, review_id, outcome, by } = fact.data.decision;
          if (review_id === reading.current.id && !desk.isMine(id)) toast(say(ALREADY[outcome], { by }));
        }
        if (fact.type === "moderation.review_dropped" && fact.data.review_id === reading.current.id) {
          toast(say("problem.taken-back", { by: reading.current.author.name }));
        }
      }),
    [here.slug, desk],
  );
}
