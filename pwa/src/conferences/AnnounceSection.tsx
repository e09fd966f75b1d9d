import { useState } from "preact/hooks";
import { useHere } from "../app/here";
import { useDraft } from "../live/drafts";
import { uuid } from "../live/uuid";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { countCharacters, Field } from "../ui/Field";
import { Sheet } from "../ui/Sheet";
import { useAttempt } from "../ui/useAttempt";
import { Affected } from "./Affected";
import { Announcements } from "./Announcements";
import { announce } from "./requests";
import { Saved } from "./SettingsSection";

const LONGEST = 280;

/** Telling everyone something at once. */
export function AnnounceSection() {
  const here = useHere();
  const draft = useDraft(here.slug, "announcement", { id: "", text: "" });
  const [asking, setAsking] = useState(false);
  const [told, setTold] = useState(false);
  const { error, attempt } = useAttempt();
  const { id, text } = draft.value;
  const length = countCharacters(text.trim());
  const ready = length > 0 && length <= LONGEST;

  async function tell() {
    const sent = await attempt(() => announce(here, id, text.trim()));
    setAsking(false);
    setTold(sent);
    if (sent) draft.clear();
  }

  return (
    <section class="setting" aria-labelledby="announce">
      <h2 id="announce">Tell everyone</h2>
      <Field
        label="Announcement"
        hint="On every phone and on the big screen at once. It cannot be taken back."
        value={text}
        // Other words are another announcement, so each wording has an id of its own.
        onInput={(typed) => {
          setTold(false);
          draft.set({ id: uuid(), text: typed });
        }}
        max={LONGEST}
        multiline
      />
      {error !== null && <ErrorNote error={error} kept="What you typed is still here." />}
      <Saved saved={told} words="Everyone has been told." />
      <div>
        <Button disabled={!ready} onClick={() => setAsking(true)}>
          Tell everyone
        </Button>
      </div>
      <Announcements />
      <Sheet open={asking} title="Tell everyone now?" onClose={() => setAsking(false)}>
        <div class="stack">
          <p class="said" dir="auto">
            {text.trim()}
          </p>
          <p class="quiet">
            At once
            <Affected />. It cannot be taken back.
          </p>
          <Button kind="primary" wide onClick={tell}>
            Tell everyone
          </Button>
          <Button wide onClick={() => setAsking(false)}>
            Not yet
          </Button>
        </div>
      </Sheet>
    </section>
  );
}
