import { useState } from "preact/hooks";
import { languageInWords } from "../people/words";
import { StoryText } from "../stories/StoryText";
import { SHOWN_ON } from "../stories/words";
import { Button } from "../ui/Button";
import { Sheet } from "../ui/Sheet";
import { FlagMark, Flags, marking } from "./Flags";
import type { ReviewCard } from "./requests";
import { ToldPhoto } from "./ToldPhoto";

const MOST = 25;

interface TogetherSheetProps {
  /** Those that nobody else reads, the longest waiting first. */
  reviews: readonly ReviewCard[];
  onApprove: (reviews: readonly ReviewCard[]) => unknown;
  onClose: () => void;
}

/** Where its author would have it shown. */
function where({ writing }: ReviewCard): string | undefined {
  return SHOWN_ON[writing.details.shown_on as keyof typeof SHOWN_ON];
}

function inLanguage({ writing: { language } }: ReviewCard): string | null {
  return language && `In ${languageInWords(language)}`;
}

/** Several to read one below the other, and to approve with one tap: those that were ticked, as they stood. */
export function TogetherSheet({ reviews, onApprove, onClose }: TogetherSheetProps) {
  const [shown] = useState(() => reviews.slice(0, MOST));
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const chosen = shown.filter(({ id }) => ticked.has(id));
  const onScreen = chosen.filter(({ writing }) => writing.details.shown_on === "screen").length;

  function tick(id: string) {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    setTicked(next);
  }

  function approve() {
    onClose();
    void onApprove(chosen);
  }

  return (
    <Sheet open title="Approve several together" onClose={onClose}>
      <div class="stack">
        <p class="quiet">Tick what may be shown as its author wishes. The rest stays in the queue.</p>
        <p>
          <Button kind="text" onClick={() => setTicked(new Set(shown.map(({ id }) => id)))}>
            Tick all {shown.length}
          </Button>
        </p>
        <ul class="together">
          {shown.map((review) => (
            <li key={review.id} class="together-one">
              <input
                type="checkbox"
                id={`tick-${review.id}`}
                aria-describedby={`told-${review.id}`}
                checked={ticked.has(review.id)}
                onChange={() => tick(review.id)}
              />
              <div>
                <label class="together-name" for={`tick-${review.id}`}>
                  <bdi>{review.author.name}</bdi>
                </label>{" "}
                <FlagMark review={review} />
                <div id={`told-${review.id}`}>
                  <StoryText
                    title={review.writing.title}
                    opening={null}
                    text={review.writing.text}
                    language={review.writing.language}
                    marked={marking(review)}
                  />
                  {review.writing.photo && <ToldPhoto photo={review.writing.photo} />}
                  <p class="quiet small">{[where(review), inLanguage(review)].filter(Boolean).join(" · ")}</p>
                </div>
                <Flags review={review} />
              </div>
            </li>
          ))}
        </ul>
        {onScreen > 0 && (
          <p class="quiet">
            {onScreen === 1 ? "One of them may be" : `${onScreen} of them may be`} on the big screen.
          </p>
        )}
        <Button kind="primary" wide disabled={chosen.length === 0} onClick={approve}>
          {chosen.length === 0 ? "Approve" : `Approve ${chosen.length}`}
        </Button>
      </div>
    </Sheet>
  );
}
