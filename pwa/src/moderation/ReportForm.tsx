import { useState } from "preact/hooks";
import { useHere } from "../app/here";
import { say } from "../app/texts";
import { uuid } from "../live/uuid";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Choice";
import { ErrorNote } from "../ui/ErrorNote";
import { countCharacters, Field } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { useAttempt } from "../ui/useAttempt";
import { REPORT_REASONS, type ReportKind, type ReportReason, sendReport } from "./reports";

const LONGEST = 300;
const OPTIONS = (Object.keys(REPORT_REASONS) as ReportReason[]).map((value) => ({
  value,
  label: REPORT_REASONS[value],
}));

interface ReportFormProps {
  kind: ReportKind;
  /** The id of what is reported. */
  subject: string;
}

/** Has organisers read something that others can read, with a reason. */
export function ReportForm({ kind, subject }: ReportFormProps) {
  const here = useHere();
  const [id] = useState(uuid); // sent again, it is the same report
  const [reason, setReason] = useState<ReportReason | null>(null);
  const [words, setWords] = useState("");
  const [flaw, setFlaw] = useState<string>();
  const [done, setDone] = useState(false);
  const { error, busy, attempt } = useAttempt();

  async function report(event: Event) {
    event.preventDefault();
    const own = words.trim();
    if (!reason || (reason === "other" && !own)) return setFlaw(say("field.reason-needed"));
    if (countCharacters(own) > LONGEST) return;
    const told = { kind, subject_id: subject, reason, words: own || null };
    if (await attempt(() => sendReport(here, id, told))) setDone(true);
  }

  if (done) {
    return (
      <Notice kind="good" live>
        <p>
          An organiser reads it now, and you hear what came of it. Nobody is told who reported it.{" "}
          <a href={here.link("/reported")}>What you reported</a>
        </p>
      </Notice>
    );
  }
  return (
    <form class="stack" onSubmit={report}>
      <p class="quiet">
        {kind === "written"
          ? "It goes from the table at once, and an organiser reads it. Nobody is told who reported it. If you need somebody now, go to an organiser or a host."
          : "An organiser reads it. Nobody is told who reported it."}
      </p>
      <Choice
        legend="What is wrong?"
        options={OPTIONS}
        value={reason}
        error={flaw}
        onChange={(chosen) => {
          setReason(chosen);
          setFlaw(undefined);
        }}
      />
      <Field
        label="In your own words, if you like"
        value={words}
        onInput={setWords}
        max={LONGEST}
        multiline
      />
      {error !== null && <ErrorNote error={error} kept="What you typed is still here." />}
      <Button kind="primary" type="submit" wide busy={busy}>
        Report it
      </Button>
    </form>
  );
}

/** The same, folded away below what it is about. */
export function ReportFold({ label, ...about }: ReportFormProps & { label: string }) {
  return (
    <details>
      <summary>{label}</summary>
      <ReportForm {...about} />
    </details>
  );
}
