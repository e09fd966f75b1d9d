import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { ProblemError } from "../live/api";
import { Button } from "../ui/Button";
import { Sheet } from "../ui/Sheet";
import { Skeleton } from "../ui/Skeleton";
import { fetchWhy, type Sentence } from "./requests";
import { INTENTS, spoken } from "./words";

interface WhySheetProps {
  person: Schema<"PersonCard">;
  /** Why they are suggested: known already, and said first. */
  reason: Sentence | null;
  open: boolean;
  onClose: () => void;
  /** To where one chooses whom one would like to meet. */
  onChange: () => void;
}

/** Why this person: all that counted, in sentences that are true for both. There is no score to show. */
export function WhySheet({ person, reason, open, onClose, onChange }: WhySheetProps) {
  const here = useHere();
  const [why, setWhy] = useState<Schema<"Why"> | null>(null);
  const [problem, setProblem] = useState<ProblemError | null>(null);

  useEffect(() => {
    if (!open) return;
    const control = new AbortController();
    setProblem(null);
    fetchWhy(here, person.id, control.signal)
      .then(setWhy)
      .catch((error) => {
        if (error instanceof ProblemError) setProblem(error);
      });
    return () => control.abort();
  }, [open, person.id]);

  const further = why?.counted.filter(({ key }) => key !== reason?.key) ?? [];
  return (
    <Sheet open={open} title={`Why ${person.name}?`} onClose={onClose}>
      <div class="stack">
        <ul class="counted stack-tight" aria-busy={!why && !problem}>
          {[...(reason ? [reason] : []), ...further].map((one) => (
            <li key={one.key}>{spoken(one)}</li>
          ))}
        </ul>
        {!why && !problem && <Skeleton lines={2} />}
        {problem && (
          <p class="quiet" role="status">
            {problem.code === "no-signal"
              ? "No signal, so this is all that the phone knows just now."
              : problem.detail}
          </p>
        )}
        {why && further.length === 0 && (
          <p class="quiet">Nothing else counted, and one good reason is enough.</p>
        )}
        <hr />
        {why && (
          <p>
            You asked for: <strong>{INTENTS[why.intent]}</strong>.
          </p>
        )}
        <p class="quiet">
          Suggestions go both ways. What you ask for, and what you say of yourself, also decides to whom you
          are suggested.
        </p>
        <Button wide onClick={onChange}>
          Ask for something else
        </Button>
        <Button wide kind="text" href={here.link("/profile")}>
          What I say of myself
        </Button>
      </div>
    </Sheet>
  );
}
