import { useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { ProblemError } from "../live/api";
import { useDraft } from "../live/drafts";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { countCharacters, Field } from "../ui/Field";
import { Sheet } from "../ui/Sheet";
import { toast } from "../ui/toast";
import { useAttempt } from "../ui/useAttempt";
import { isSeated } from "./store";
import { askEverybody } from "./tableRequests";

const LONGEST = 200;

/** Where a host puts a question of their own on every table of the round. */
export function OwnWords({ talk }: { talk: Schema<"TalkView"> }) {
  const here = useHere();
  const [open, setOpen] = useState(false);
  const draft = useDraft(here.slug, `own-words/${talk.id}`, "");
  const { error, attempt } = useAttempt();
  if (!isSeated(talk)) return null;

  const words = draft.value.trim();
  const errors = error instanceof ProblemError ? error.errors : {};
  async function ask(): Promise<void> {
    if (!(await attempt(() => askEverybody(here, talk.id, words)))) return;
    draft.clear();
    setOpen(false);
    toast("It lies on every table.");
  }

  return (
    <>
      <Button kind="text" onClick={() => setOpen(true)}>
        Ask a question of your own
      </Button>
      <Sheet open={open} title="A question of your own" onClose={() => setOpen(false)}>
        <div class="stack">
          <p>
            It takes the place of the card on every table of this round. A table may skip it like any card.
          </p>
          <Field
            label="Your question"
            value={draft.value}
            onInput={draft.set}
            error={errors.words?.[0]}
            max={LONGEST}
            multiline
          />
          {error !== null && !errors.words && <ErrorNote error={error} kept="Your question is still here." />}
          <Button kind="primary" wide disabled={!words || countCharacters(words) > LONGEST} onClick={ask}>
            Put it on every table
          </Button>
        </div>
      </Sheet>
    </>
  );
}
