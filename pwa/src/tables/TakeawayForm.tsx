import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { ProblemError } from "../live/api";
import { useDraft } from "../live/drafts";
import { uuid } from "../live/uuid";
import { Button } from "../ui/Button";
import { ClashNotice } from "../ui/ClashNotice";
import { ErrorNote } from "../ui/ErrorNote";
import { countCharacters, Field } from "../ui/Field";
import { useAttempt } from "../ui/useAttempt";
import { putDown } from "./takeaways";

const LONGEST = 120;

/** A line being written: its id, made here, and the version of the one it is to replace. */
interface Draft {
  id: string;
  text: string;
  version: number | null;
}

interface TakeawayFormProps {
  table: { talk: string; id: string };
  /** As the table has it now. */
  line: Schema<"TableLine"> | null;
  /** Hears how it is after what this phone sent. */
  done: (own: Schema<"OwnTakeaway">) => void;
}

/** The table's one line: anybody there may write it, or put it another way. What was typed is kept on this phone. */
export function TakeawayForm({ table, line, done }: TakeawayFormProps) {
  const here = useHere();
  const draft = useDraft<Draft | null>(here.slug, `takeaway/${table.id}`, null);
  const { error, attempt } = useAttempt();
  const mine = draft.value;
  const now = line?.version ?? null;
  const overtaken = mine !== null && mine.version !== now && mine.text.trim() !== line?.text;

  async function send(text: string | null, version = mine?.version ?? now): Promise<void> {
    const id = mine?.id ?? line?.id ?? uuid();
    if (await attempt(async () => done(await putDown(here, table, { id, text, version })))) draft.clear();
  }

  if (!mine) {
    const begin = () => draft.set({ id: line?.id ?? uuid(), text: line?.text ?? "", version: now });
    return (
      <>
        {line && <Words text={line.text} />}
        <div class="row">
          <Button onClick={begin}>{line ? "Put it another way" : "Write your table’s line"}</Button>
        </div>
      </>
    );
  }

  const told = error instanceof ProblemError ? error.errors.text?.[0] : undefined;
  const clash = error instanceof ProblemError && error.code === "version-conflict";
  const fits = mine.text.trim() !== "" && countCharacters(mine.text.trim()) <= LONGEST;
  return (
    <>
      <Field
        label="Your table’s line"
        hint="One for all of you, without names. An organiser reads it before the room does."
        value={mine.text}
        onInput={(text) => draft.set({ ...mine, text })}
        error={told}
        max={LONGEST}
        multiline
      />
      {overtaken && (
        <ClashNotice
          by="by somebody at your table"
          clashes={[{ name: "Your table’s line", now: line?.text ?? "none", yours: mine.text }]}
          keepMine={() => send(mine.text, now)}
          takeTheirs={draft.clear}
        />
      )}
      {error !== null && !told && !clash && <ErrorNote error={error} kept="What you typed is still here." />}
      <div class="row">
        <Button kind="primary" disabled={!fits || overtaken} onClick={() => send(mine.text)}>
          Put it down
        </Button>
        <Button kind="text" onClick={draft.clear}>
          Never mind
        </Button>
        {line && (
          <Button kind="text" onClick={() => send(null)}>
            Take it back
          </Button>
        )}
      </div>
    </>
  );
}

/** What a table takes away, in its own words. */
export function Words({ text }: { text: string }) {
  return (
    <p class="opening" dir="auto">
      {text}
    </p>
  );
}
