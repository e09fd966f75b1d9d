import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { ProblemError } from "../live/api";
import { useDraft } from "../live/drafts";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { countCharacters, Field } from "../ui/Field";
import { PersonLine } from "../ui/PersonLine";
import { useAttempt } from "../ui/useAttempt";
import { ReportSheet } from "./ReportSheet";
import { layOpen, letTableWrite, writeAnswer } from "./tableRequests";
import { writingOf, writingWords } from "./writing";

type Table = Schema<"TableView">;

const LONGEST = 400;

interface WritingTableProps {
  table: Table;
  /** Hears the table as an answer to what this phone did there. */
  laid: (table: Table) => void;
}

/** A table that writes in place of talking: one's own answer, then everybody's at once. Give it the card as `key`. */
export function WritingTable({ table, laid }: WritingTableProps) {
  const here = useHere();
  const draft = useDraft(here.slug, `written/${table.id}/${table.prompt.key}`, "");
  const [changing, setChanging] = useState(false);
  const [reported, setReported] = useState<string | null>(null);
  const { error, attempt } = useAttempt();
  const me = here.personId;
  const writing = writingOf(table, me);
  const lies = writing?.open && writing.done;
  useEffect(() => {
    if (lies && !changing) draft.clear();
  }, [lies, changing]);
  if (!writing) return null;

  const length = countCharacters(draft.value.trim());
  const act = (request: Promise<Table>) => attempt(async () => laid(await request));
  async function write(text: string | null): Promise<void> {
    if (!(await act(writeAnswer(here, table, text)))) return;
    setChanging(false);
    if (text === null) draft.clear();
  }

  function change(): void {
    const mine = writing?.answers.find(({ person }) => person.id === me);
    if (mine) draft.set(mine.text);
    setChanging(true);
  }

  const errors = error instanceof ProblemError ? error.errors : {};
  return (
    <section class="stack-tight" aria-label="Written round">
      <p class="lead" role="status">
        {writingWords(writing)}
      </p>
      {writing.answers.length > 0 && (
        <ul class="neighbours">
          {writing.answers.map(({ id, person, text }) => (
            <li key={id}>
              <PersonLine
                name={person.id === me ? "You" : person.name}
                trailing={
                  person.id !== me && (
                    <Button
                      kind="text"
                      label={`Report what ${person.name} wrote`}
                      onClick={() => setReported(id)}
                    >
                      Report
                    </Button>
                  )
                }
              />
              <p class="opening" dir="auto">
                {text}
              </p>
            </li>
          ))}
        </ul>
      )}
      {(!writing.done || changing) && (
        <>
          <Field
            label="Your answer"
            hint="It is gone when the talk ends."
            value={draft.value}
            onInput={draft.set}
            error={errors.text?.[0]}
            max={LONGEST}
            multiline
          />
          <Button
            kind="primary"
            wide
            disabled={length === 0 || length > LONGEST}
            onClick={() => write(draft.value)}
          >
            Put it on the table
          </Button>
        </>
      )}
      {error !== null && !errors.text && <ErrorNote error={error} kept="What you wrote is still here." />}
      <div class="prompt-foot">
        {(!writing.done || changing) && <Button onClick={() => write(null)}>Pass</Button>}
        {writing.done && !changing && <Button onClick={change}>Change mine</Button>}
        {writing.done && !writing.open && (
          <Button onClick={() => act(layOpen(here, table))}>Show what is there</Button>
        )}
        <Button kind="text" onClick={() => act(letTableWrite(here, table, false))}>
          Talk instead
        </Button>
      </div>
      <ReportSheet kind="written" subject={reported} onClose={() => setReported(null)} />
    </section>
  );
}
