import { useEffect, useRef, useState } from "preact/hooks";
import { say } from "../app/texts";
import { Button } from "../ui/Button";
import { Choice as Chips } from "../ui/Choice";
import { countCharacters, Field } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { Sheet } from "../ui/Sheet";
import type { Choice, Reason, Refusal, ReviewCard } from "./requests";
import { reasonsFor, toAuthor } from "./words";

const LONGEST = 300;

interface RefusalSheetProps {
  review: ReviewCard;
  changed: boolean;
  refusal: Refusal;
  onRefuse: (choice: Choice) => void;
  onClose: () => void;
}

/** Why something goes back to its author, or is closed: a reason at hand, words of one's own, or both. */
export function RefusalSheet({ review, changed, refusal, onRefuse, onClose }: RefusalSheetProps) {
  const [reason, setReason] = useState<Reason | null>(null);
  const [words, setWords] = useState("");
  const [flaw, setFlaw] = useState<string>();
  const form = useRef<HTMLFormElement>(null);
  const back = refusal === "send-back";

  useEffect(() => form.current?.querySelector("input")?.focus(), []);

  function refuse(event: SubmitEvent) {
    event.preventDefault();
    const own = words.trim();
    if (!reason && !own) setFlaw(say("field.reason-needed"));
    else if (countCharacters(own) <= LONGEST) onRefuse({ outcome: refusal, reason, words: own || null });
  }

  return (
    <Sheet open title={back ? "Send it back" : "Close it"} onClose={onClose}>
      <form class="stack" ref={form} onSubmit={refuse}>
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
          options={reasonsFor(review, refusal).map((value) => ({ value, label: say(`reason.${value}`) }))}
        />
        <Field
          label="In your own words, if you like"
          value={words}
          onInput={(typed) => {
            setWords(typed);
            setFlaw(undefined);
          }}
          max={LONGEST}
          multiline
        />
        {(reason || words.trim()) && (
          <Notice>
            <p class="small quiet">
              <bdi>{review.author.name}</bdi> {review.kind === "takeaway" && "and the others of that table"}{" "}
              will read:
            </p>
            <p dir="auto">
              {[reason && say(toAuthor(refusal, reason)), words.trim() && `“${words.trim()}”`]
                .filter(Boolean)
                .join(" ")}
            </p>
          </Notice>
        )}
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
