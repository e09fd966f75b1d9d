import { useEffect, useRef, useState } from "preact/hooks";
import { useHere } from "../app/here";
import { useDraft } from "../live/drafts";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { LONGEST_NOTE, noteKey } from "./note";
import type { Contact } from "./requests";

/** What one wants to remember of a contact: kept keystroke by keystroke, on this phone, for oneself. */
export function ContactNote({ contact: { id, name } }: { contact: Contact }) {
  const { slug } = useHere();
  const { value, set, clear } = useDraft(slug, noteKey(id), "");
  const [writing, setWriting] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const began = useRef(false);
  const note = value.trim();

  // Whoever opens the field writes at once; whoever closes it is where it was.
  useEffect(() => {
    if (writing) place.current?.querySelector("textarea")?.focus();
    else if (began.current) place.current?.querySelector("button")?.focus();
    began.current ||= writing;
  }, [writing]);

  function done() {
    if (!note) clear();
    setWriting(false);
  }

  return (
    <div class="stack-tight contact-own" ref={place}>
      {writing ? (
        <>
          <Field
            label={`Your note about ${name}`}
            hint="It stays on this phone: only you see it. It goes into your address book with the contact."
            value={value}
            onInput={set}
            max={LONGEST_NOTE}
            multiline
          />
          <div>
            <Button onClick={done}>Done</Button>
          </div>
        </>
      ) : (
        <>
          {note && (
            <p class="contact-note" dir="auto">
              {note}
            </p>
          )}
          <div>
            <Button
              kind="text"
              label={note ? `Change your note about ${name}` : `Add a note about ${name}`}
              onClick={() => setWriting(true)}
            >
              {note ? "Change the note" : "Add a note"}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
