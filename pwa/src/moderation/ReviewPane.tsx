import type { ComponentChildren } from "preact";
import { ErrorBoundary } from "preact-iso";
import { useHere } from "../app/here";
import { part } from "../app/page";
import { useBackgrounds } from "../conferences/useBackgrounds";
import { serverNow } from "../live/clock";
import { languageInWords, positionInWords } from "../people/words";
import { directionOf } from "../stories/direction";
import { StoryText } from "../stories/StoryText";
import { ACCIDENTS, SHOWN_ON } from "../stories/words";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { PersonLine } from "../ui/PersonLine";
import { difference, likeness } from "./difference";
import { Earlier } from "./Earlier";
import { Flags, Marked, marking } from "./Flags";
import type { Approval, Refusal, ReviewCard } from "./requests";
import { waited } from "./words";

const ReviewPhoto = part(() => import("./ReviewPhoto").then(({ ReviewPhoto }) => ReviewPhoto));

const ALIKE = 0.5;

interface ReviewPaneProps {
  review: ReviewCard;
  /** Its author changed it while it was being read. */
  changed: boolean;
  onRead: () => void;
  onApprove: (outcome: Approval) => void;
  onRefuse: (refusal: Refusal) => void;
}

/** One review in full, and what can be decided. */
export function ReviewPane({ review, changed, onRead, onApprove, onRefuse }: ReviewPaneProps) {
  const { author, live, outcomes } = review;
  return (
    <article class="review-pane card" aria-label={author.name}>
      <PersonLine
        name={author.name}
        organisation={author.organisation}
        position={positionInWords(author.position)}
        trailing={<span class="quiet small figures">waits {waited(review.waiting_since, serverNow())}</span>}
      />
      {changed && (
        <Notice kind="next" live>
          <p>
            <bdi>{author.name}</bdi> changed it while you were reading. Read it once more, then decide.
          </p>
        </Notice>
      )}
      {review.kind === "takeaway" && (
        <p class="small quiet">
          What table {review.writing.details.table} took away from round {review.writing.details.round} of “
          {review.writing.details.talk}”. Approved, everybody reads it on the screen, with no name beside it.
        </p>
      )}
      {review.unread && (
        <p class="small quiet">It is up already: here it is shown at once, and read afterwards.</p>
      )}
      {live && <p class="small quiet">An earlier version is live, and stays up until you decide.</p>}
      <div class="review-told">
        <div class="stack-tight">
          <Title review={review} />
          <Words review={review} />
          <Flags review={review} />
        </div>
        {(review.writing.photo || live?.photo) && (
          <ErrorBoundary>
            <ReviewPhoto review={review} />
          </ErrorBoundary>
        )}
      </div>
      <Details review={review} />
      {live && (
        <details>
          <summary>What is live now</summary>
          <StoryText
            opening={null}
            title={live.title}
            text={live.text}
            language={live.language}
            photo={live.photo}
          />
        </details>
      )}
      <Earlier earlier={review.earlier} />
      <div class="review-acts page-act">
        {changed ? (
          <Button kind="primary" wide onClick={onRead}>
            I have read it as it is now
          </Button>
        ) : (
          <>
            <div class="review-choices">
              <Button kind="primary" onClick={() => onApprove("approve")}>
                {review.unread ? "Leave it up" : "Approve"}
              </Button>
              {outcomes.includes("for-tables") && (
                <Button onClick={() => onApprove("for-tables")}>Tables only</Button>
              )}
            </div>
            <div class="review-choices">
              {outcomes.includes("feature") && <Button onClick={() => onApprove("feature")}>Feature</Button>}
              {outcomes.includes("send-back") && (
                <Button onClick={() => onRefuse("send-back")}>Send back</Button>
              )}
              <Button onClick={() => onRefuse("close")}>Close</Button>
            </div>
          </>
        )}
      </div>
    </article>
  );
}

/** The text; where an earlier one is live and much the same, with what is new and gone marked in it. */
function Words({ review }: { review: ReviewCard }) {
  const { writing, live } = review;
  const pieces = live && difference(live.text, writing.text);
  const opening = (writing.details.opening ?? null) as Parameters<typeof StoryText>[0]["opening"];
  if (!pieces || live.text === writing.text || likeness(pieces) < ALIKE) {
    const title = live && live.title !== writing.title ? null : writing.title; // it stands above
    return (
      <StoryText
        opening={opening}
        title={title}
        text={writing.text}
        language={writing.language}
        marked={marking(review)}
      />
    );
  }
  let from = 0;
  return (
    <p class="story-text" dir={directionOf(writing.language)} lang={writing.language ?? ""}>
      {pieces.map(({ kind, text }, index) => {
        if (kind === "gone") return <del key={`${index} gone`}>{text}</del>;
        const Tag = kind === "new" ? "ins" : "span";
        const begins = from;
        from += text.length;
        return (
          <Tag key={`${index} ${kind}`}>
            <Marked review={review} part="text" words={text} from={begins} />
          </Tag>
        );
      })}
    </p>
  );
}

/** A title that is another than what is live, and what that was. */
function Title({ review }: { review: ReviewCard }) {
  const { writing, live } = review;
  if (!live || live.title === writing.title) return null;
  return (
    <h3 class="story-title" dir={directionOf(writing.language)} lang={writing.language ?? ""}>
      <del>{live.title}</del>{" "}
      <ins>
        <Marked review={review} part="title" words={writing.title ?? ""} from={0} />
      </ins>
    </h3>
  );
}

/** What else there is to know; what differs from the live version says what it was. */
function Details({ review: { writing, live } }: { review: ReviewCard }) {
  const { label } = useBackgrounds();
  const usual = useHere().conference.state.value?.conference.languages[0];
  const { background, by_accident, shown_on } = writing.details;
  const was = (name: string, words: (value: string) => string): ComponentChildren => {
    const before = live?.details[name];
    return before && before !== writing.details[name] ? <del>{words(before)}</del> : null;
  };
  const accident = (value: string) => ACCIDENTS[value as keyof typeof ACCIDENTS] ?? value;
  const where = (value: string) => SHOWN_ON[value as keyof typeof SHOWN_ON] ?? value;

  return (
    <ul class="review-details">
      {background && (
        <li>
          <BackgroundIcon background={background} />
          {was("background", label)} {label(background)}
        </li>
      )}
      {by_accident && (
        <li>
          {was("by_accident", accident)} {accident(by_accident)}
        </li>
      )}
      {shown_on && (
        <li>
          {was("shown_on", where)} {where(shown_on)}
        </li>
      )}
      {writing.language && writing.language !== usual && <li>In {languageInWords(writing.language)}</li>}
    </ul>
  );
}
