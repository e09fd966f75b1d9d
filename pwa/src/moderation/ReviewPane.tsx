import type { ComponentChildren } from "preact";
import { useHere } from "../app/here";
import { useBackgrounds } from "../conferences/useBackgrounds";
import { serverNow } from "../live/clock";
import { languageInWords, positionInWords } from "../people/words";
import { StoryText } from "../stories/StoryText";
import { ACCIDENTS, SHOWN_ON } from "../stories/words";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { PersonLine } from "../ui/PersonLine";
import { difference, likeness } from "./difference";
import type { Refusal, ReviewCard } from "./requests";
import { waited } from "./words";

const ALIKE = 0.5;

interface ReviewPaneProps {
  review: ReviewCard;
  /** Its author changed it while it was being read. */
  changed: boolean;
  onRead: () => void;
  onApprove: () => void;
  onRefuse: (refusal: Refusal) => void;
}

/** One review in full, and what can be decided. */
export function ReviewPane({ review, changed, onRead, onApprove, onRefuse }: ReviewPaneProps) {
  const { author, live } = review;
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
      {review.kind === "written" && (
        <p class="small quiet">
          Written at table {review.writing.details.table}, and reported by somebody there. Approved, it is
          shown there again; closed, it is gone.
        </p>
      )}
      {review.kind === "takeaway" && (
        <p class="small quiet">
          What table {review.writing.details.table} took away from round {review.writing.details.round} of “
          {review.writing.details.talk}”. Approved, everybody reads it on the screen, with no name beside it.
        </p>
      )}
      {live && <p class="small quiet">An earlier version is live, and stays up until you decide.</p>}
      <Words review={review} />
      <Details review={review} />
      {live && (
        <details>
          <summary>What is live now</summary>
          <StoryText opening={null} text={live.text} language={live.language} />
        </details>
      )}
      <div class="review-acts page-act">
        {changed ? (
          <Button kind="primary" wide onClick={onRead}>
            I have read it as it is now
          </Button>
        ) : (
          <>
            <Button kind="primary" wide onClick={onApprove}>
              Approve
            </Button>
            <div class="review-refusals">
              {review.kind !== "written" && (
                <Button wide onClick={() => onRefuse("send-back")}>
                  Send back
                </Button>
              )}
              <Button wide onClick={() => onRefuse("close")}>
                Close
              </Button>
            </div>
          </>
        )}
      </div>
    </article>
  );
}

/** The text; where an earlier one is live and much the same, with what is new and gone marked in it. */
function Words({ review: { writing, live } }: { review: ReviewCard }) {
  const pieces = live && difference(live.text, writing.text);
  const opening = (writing.details.opening ?? null) as Parameters<typeof StoryText>[0]["opening"];
  if (!pieces || live.text === writing.text || likeness(pieces) < ALIKE) {
    return <StoryText opening={opening} text={writing.text} language={writing.language} />;
  }
  return (
    <p class="story-text" dir="auto" lang={writing.language ?? ""}>
      {pieces.map(({ kind, text }, index) => {
        const Tag = kind === "new" ? "ins" : kind === "gone" ? "del" : "span";
        return <Tag key={`${index} ${kind}`}>{text}</Tag>;
      })}
    </p>
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
