import { useEffect, useRef, useState } from "preact/hooks";
import { useHere } from "../app/here";
import { say } from "../app/texts";
import { languageInWords } from "../people/words";
import { Button } from "../ui/Button";
import { Choice as Chips } from "../ui/Choice";
import { countCharacters, Field } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { Sheet } from "../ui/Sheet";
import { authorReads, saidIn } from "./refusals";
import type { Choice, Reason, Refusal, ReviewCard } from "./requests";
import { WillRead } from "./WillRead";
import { reasonAt, reasonsFor } from "./words";

const LONGEST = 300;

interface RefusalSheetProps {
  review: ReviewCard;
  changed: boolean;
  refusal: Refusal;
  onRefuse: (choice: Choice) => void;
  onClose: () => void;
}

/**
 * Why something goes back to its author, or is closed: a reason at hand, words of one's own, or both.
 *
 * A reason's number sends it at once, with what has been written; Enter sends what is there.
 */
export function RefusalSheet({ review, changed, refusal, onRefuse, onClose }: RefusalSheetProps) {
  const [reason, setReason] = useState<Reason | null>(null);
  const [words, setWords] = useState("");
  const [flaw, setFlaw] = useState<string>();
  const form = useRef<HTMLFormElement>(null);
  const usual = useHere().conference.state.value?.conference.languages ?? [];
  const reads = authorReads(review.languages, review.writing.language);
  const language = saidIn([...reads, ...usual]);
  const back = refusal === "send-back";

  useEffect(() => form.current?.querySelector("input")?.focus(), []);

  function refuse(why: Reason | null) {
    const own = words.trim();
    if (changed) return;
    if (!why && !own) setFlaw(say("field.reason-needed"));
    else if (countCharacters(own) <= LONGEST) onRefuse({ outcome: refusal, reason: why, words: own || null });
  }

  function press(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
    const writing = (event.target as Element).matches("textarea");
    const why = writing ? undefined : reasonAt(event.key, review, refusal);
    if (!why && !(writing && event.key === "Enter" && !event.shiftKey)) return;
    event.preventDefault();
    refuse(why ?? reason);
  }

  return (
    <Sheet open title={back ? "Send it back" : "Close it"} onClose={onClose}>
      <form
        class="stack refusal"
        ref={form}
        onKeyDown={press}
        onSubmit={(event) => {
          event.preventDefault();
          refuse(reason);
        }}
      >
        <p class="quiet">
          {back
            ? "It can be changed and sent again."
            : "It is not shown anywhere, and nobody can change it any more."}
        </p>
        <Chips
          legend="Why?"
          error={flaw}
          value={reason}
          onChange={(chosen) => {
            setReason(chosen);
            setFlaw(undefined);
          }}
          options={reasonsFor(review, refusal).map((value, index) => ({
            value,
            label: say(`reason.${value}`),
            icon: (
              <span class="key" aria-hidden="true">
                {index + 1}
              </span>
            ),
          }))}
        />
        <Field
          label="In your own words, if you like"
          hint={`${review.author.name} reads ${reads.map(languageInWords).join(", ")}`}
          value={words}
          onInput={(typed) => {
            setWords(typed);
            setFlaw(undefined);
          }}
          max={LONGEST}
          multiline
        />
        <WillRead
          review={review}
          refusal={refusal}
          language={language}
          reason={reason}
          words={words.trim()}
        />
        {changed && (
          <Notice kind="next" live>
            <p>It has been changed just now. Close this and read it once more.</p>
          </Notice>
        )}
        <Button type="submit" kind={back ? "primary" : "danger"} wide disabled={changed}>
          {back ? "Send it back" : "Close it"}
        </Button>
      </form>
    </Sheet>
  );
}
