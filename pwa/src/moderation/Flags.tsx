import type { ComponentChildren } from "preact";
import { titled } from "../stories/titled";
import { flagsOf, partOf, pieces, remarks } from "./flags";
import type { Flag, ReviewCard } from "./requests";

/** The sign of a flag; always beside a word. */
function FlagSign() {
  return (
    <svg class="icon flag-sign" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M6 21V4M6 4.5c4-2 7 2 12 0v9c-5 2-8-2-12 0" />
    </svg>
  );
}

/** How many flags something has, in a list: a sign and a word. Nothing where it has none. */
export function FlagMark({ review }: { review: ReviewCard }) {
  const many = remarks(review).length;
  if (many === 0) return null;
  return (
    <span class="flag-mark">
      <FlagSign />
      {many === 1 ? "1 flag" : `${many} flags`}
    </span>
  );
}

/** What was noticed in a text, a sentence each: they explain, and decide nothing. */
export function Flags({ review }: { review: ReviewCard }) {
  const found = remarks(review);
  if (found.length === 0) return null;
  return (
    <ul class="review-flags" aria-label="Flags">
      {found.map(({ key, sentence, passages, other }) => (
        <li key={key}>
          <FlagSign />
          <span>
            {sentence}{" "}
            {passages.map((passage) => (
              <q key={passage} dir="auto">
                {passage}
              </q>
            ))}
            {other !== null && (
              <details>
                <summary>Read that</summary>
                <p class="story-text" dir="auto">
                  {other}
                </p>
              </details>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Shows the words of a story as `StoryText` sets them, marked where something was noticed. */
export function marking(review: ReviewCard): (words: string) => ComponentChildren {
  const { title, text } = review.writing;
  const { heading, lead } = titled(title, text);
  return (words) => {
    if (words === heading) return <Marked review={review} part="title" words={words} from={0} />;
    const from = words === lead ? 0 : text.length - words.length;
    return <Marked review={review} part="text" words={words} from={from} />;
  };
}

interface MarkedProps {
  review: ReviewCard;
  part: Flag["part"];
  words: string;
  /** Where these words begin in that part. */
  from: number;
}

/** Some words of a part, marked where something was noticed. */
export function Marked({ review, part, words, from }: MarkedProps) {
  const whole = partOf(review.writing, part);
  return (
    <>
      {pieces(words, from, whole, flagsOf(review), part).map(({ text, flagged }, index) =>
        flagged ? (
          <mark class="flagged" key={`${index} flagged`}>
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </>
  );
}
