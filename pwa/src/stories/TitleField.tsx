import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import type { Flaws, StoryDraft } from "./draft";
import { LONGEST_TITLE, suggestedTitle } from "./title";

interface TitleFieldProps {
  draft: Pick<StoryDraft, "title" | "text" | "language">;
  flaw: Flaws["title"];
  change: (part: Pick<StoryDraft, "title">) => void;
}

/** What the story is called: its first sentence, which is a line to read, until its author wants another. */
export function TitleField({ draft, flaw, change }: TitleFieldProps) {
  const suggested = suggestedTitle(draft.text);
  const [asked, setAsked] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asked) place.current?.querySelector("input")?.select();
  }, [asked]);

  if (!asked && draft.title == null) {
    return suggested ? (
      <div class="story-called">
        <p>
          Title: <bdi lang={draft.language ?? ""}>{suggested}</bdi>
        </p>
        <Button kind="text" label="Change the title" onClick={() => setAsked(true)}>
          Change
        </Button>
      </div>
    ) : null;
  }
  return (
    <div ref={place}>
      <Field
        label="Title"
        hint="Left empty, it is called by its first sentence."
        value={draft.title ?? suggested}
        onInput={(title) => change({ title })}
        error={flaw}
        max={LONGEST_TITLE}
        lang={draft.language ?? ""}
      />
    </div>
  );
}
