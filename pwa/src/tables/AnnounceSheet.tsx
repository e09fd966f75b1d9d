import { useRef, useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { useDraft } from "../live/drafts";
import { uuid } from "../live/uuid";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { countCharacters, Field } from "../ui/Field";
import { Sheet } from "../ui/Sheet";
import { useAttempt } from "../ui/useAttempt";
import { announce } from "./requests";

const LONGEST = 120;
const QUICK = ["Two minutes left", "Please wrap up", "Find your table"];

interface AnnounceSheetProps {
  talk: Schema<"TalkView">;
  onClose: () => void;
}

/** What a host tells everybody in the talk: three things at a tap, or their own words. */
export function AnnounceSheet({ talk, onClose }: AnnounceSheetProps) {
  return (
    <Sheet open title="Tell everyone" onClose={onClose}>
      <Announcing talk={talk.id} onClose={onClose} />
    </Sheet>
  );
}

function Announcing({ talk, onClose }: { talk: string; onClose: () => void }) {
  const here = useHere();
  const draft = useDraft(here.slug, `announce-${talk}`, "");
  const { error, attempt } = useAttempt();
  const [sent, setSent] = useState("");
  const id = useRef(uuid()); // one name for each text: sent again, it is told once
  const length = countCharacters(draft.value.trim());

  async function say(text: string): Promise<void> {
    if (text !== sent) id.current = uuid();
    setSent(text);
    if (!(await attempt(() => announce(here, talk, id.current, text)))) return;
    if (text === draft.value.trim()) draft.clear();
    onClose();
  }

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (length > 0 && length <= LONGEST) void say(draft.value.trim());
      }}
    >
      <p>On every phone in this talk and on the screen, for two minutes.</p>
      <div class="quick">
        {QUICK.map((text) => (
          <Button key={text} onClick={() => say(text)}>
            {text}
          </Button>
        ))}
      </div>
      <Field label="In your own words" value={draft.value} onInput={draft.set} max={LONGEST} />
      {error !== null && <ErrorNote error={error} />}
      <Button kind="primary" wide type="submit" disabled={length === 0 || length > LONGEST}>
        Tell everyone
      </Button>
    </form>
  );
}
