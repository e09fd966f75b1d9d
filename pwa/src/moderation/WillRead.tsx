import { languageInWords } from "../people/words";
import { Notice } from "../ui/Notice";
import { whyIn } from "./refusals";
import type { Reason, Refusal, ReviewCard } from "./requests";

interface WillReadProps {
  review: ReviewCard;
  refusal: Refusal;
  /** In which its author is told. */
  language: string;
  reason: Reason | null;
  words: string;
}

/** What an author will read, and where that is not English, what it says. */
export function WillRead({ review, refusal, language, reason, words }: WillReadProps) {
  if (!reason && !words) return null;
  const foreign = reason && language !== "en";
  return (
    <Notice>
      <p class="small quiet">
        <bdi>{review.author.name}</bdi> {review.kind === "takeaway" && "and the others of that table"} will
        read{foreign && `, in ${languageInWords(language)}`}:
      </p>
      <p>
        {reason && <span lang={language}>{whyIn(language, refusal, reason)}</span>}
        {reason && words && " "}
        {words && <bdi>“{words}”</bdi>}
      </p>
      {foreign && <p class="small quiet">In English: {whyIn("en", refusal, reason)}</p>}
    </Notice>
  );
}
