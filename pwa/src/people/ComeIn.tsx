import { useEffect, useRef, useState } from "preact/hooks";
import type { Schema } from "../contract/types";
import { ProblemError } from "../live/api";
import { useDraft } from "../live/drafts";
import { uuid } from "../live/uuid";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { ErrorNote } from "../ui/ErrorNote";
import { Field } from "../ui/Field";
import "./door.css";
import type { Newcomer } from "./door";

interface ComeInProps {
  conference: string;
  backgrounds: readonly Schema<"Background">[];
  /** Lets them in; throws ProblemError. */
  come: (newcomer: Newcomer) => Promise<void>;
}

/** A name, and one tap on a background: that tap is the way in. What is typed survives all that may go wrong. */
export function ComeIn({ conference, backgrounds, come }: ComeInProps) {
  const draft = useDraft(conference, "newcomer", { id: uuid(), name: "" });
  const [tapped, setTapped] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [nameless, setNameless] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { id, name } = draft.value;
  const note = useRef<HTMLDivElement>(null);
  const refused = failure instanceof ProblemError ? failure.errors.name?.[0] : undefined;

  useEffect(() => {
    if (failure !== null) note.current?.scrollIntoView({ block: "nearest" });
  }, [failure]);

  function focus(selector: string): void {
    form.current?.querySelector<HTMLElement>(selector)?.focus();
  }

  async function tap(background: string) {
    if (busy) return;
    setTapped(background);
    setNameless(name.trim() === "");
    if (name.trim() === "") return focus("input");
    setBusy(true);
    setFailure(null);
    draft.set({ id, name });
    try {
      await come({ id, name: name.trim(), backgrounds: [background] });
      draft.clear();
    } catch (error) {
      setFailure(error);
      if (error instanceof ProblemError && error.code === "id-taken") draft.set({ id: uuid(), name });
      if (error instanceof ProblemError && error.errors.name) focus("input");
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      ref={form}
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        focus(".way");
      }}
    >
      <Field
        label="Your name"
        value={name}
        onInput={(typed) => {
          setNameless(false);
          draft.set({ id, name: typed });
        }}
        hint="As people here call you."
        error={nameless ? "Your name first, then tap once more." : refused}
        autocomplete="name"
        autoCapitalize="words"
        name="name"
      />
      <fieldset class="ways">
        <legend>How did you get in?</legend>
        <p class="choice-hint">Tap one, and you are in. You can add more, or change it, later.</p>
        <ul>
          {backgrounds.map(({ key, label }) => (
            <li key={key}>
              <button
                type="button"
                class={key === tapped ? "way way-tapped" : "way"}
                aria-busy={(busy && key === tapped) || undefined}
                aria-disabled={busy || undefined}
                onClick={() => tap(key)}
              >
                <BackgroundIcon background={key} />
                <span dir="auto">{label}</span>
              </button>
            </li>
          ))}
        </ul>
      </fieldset>
      <div ref={note}>
        {failure !== null && !refused && (
          <ErrorNote
            error={failure}
            kept="Your name is still here."
            retry={tapped === null ? undefined : () => tap(tapped)}
          />
        )}
      </div>
    </form>
  );
}
