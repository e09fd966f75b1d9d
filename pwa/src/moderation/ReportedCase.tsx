import { useHere } from "../app/here";
import { ProblemError } from "../live/api";
import { serverNow } from "../live/clock";
import { StoryText } from "../stories/StoryText";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { PersonLine } from "../ui/PersonLine";
import { State } from "../ui/State";
import { useTick } from "../ui/tick";
import { toast } from "../ui/toast";
import { useAttempt } from "../ui/useAttempt";
import {
  type Case,
  type Cases,
  caseInWords,
  decideCase,
  decidedInWords,
  putCase,
  REPORT_REASONS,
} from "./reports";
import { ToldPhoto } from "./ToldPhoto";
import { waited } from "./words";

interface ReportedCaseProps {
  reported: Case;
  amend: (change: (known: Cases) => Cases) => void;
  refresh: () => Promise<void>;
  /** Called once something was decided, here or before: the button that was pressed is going. */
  settled: () => void;
}

/** What was reported of one thing: why, the copy kept of it, and what can be decided. */
export function ReportedCase({ reported, amend, refresh, settled }: ReportedCaseProps) {
  const here = useHere();
  const { kind, author, seen, reports, hidden, waiting, since } = reported;
  const { error, attempt } = useAttempt();
  useTick(30_000);
  const it = kind === "person" ? "them" : "it";

  /** The case moves to another list by this, or by whoever was faster: what is said of it is said in passing. */
  function stand(to: Pick<Case, "hidden" | "waiting">) {
    return attempt(async () => {
      try {
        const now = await decideCase(here, reported, to);
        amend((known) => putCase(known, now));
        toast(decidedInWords(reported, to));
        settled();
      } catch (problem) {
        void refresh();
        if (!(problem instanceof ProblemError) || problem.isPassing) throw problem;
        toast(problem.detail);
        settled();
      }
    });
  }

  return (
    <article class="card reported" aria-label={`Reported: ${author.name}`}>
      <PersonLine
        name={author.name}
        organisation={author.organisation}
        trailing={
          hidden ? (
            <State word={waiting ? "Hidden for now" : "Hidden"} kind="bad" />
          ) : (
            <span class="quiet small figures">
              {waiting ? `waits ${waited(since, serverNow())}` : "It stays"}
            </span>
          )
        }
      />
      <ul class="report-lines">
        {reports.map((one) => (
          <li key={one.at}>
            <strong>{REPORT_REASONS[one.reason]}.</strong> {one.words && <q dir="auto">{one.words}</q>}
          </li>
        ))}
      </ul>
      <p class="quiet small">{caseInWords(reported)}, as it was read then. Nobody is told who reported it.</p>
      <StoryText opening={null} title={seen.title} text={seen.text} language={seen.language} />
      {seen.photo && <ToldPhoto photo={seen.photo} />}
      {kind === "person" && <SaidOfThemselves reported={reported} />}
      {error !== null && <ErrorNote error={error} />}
      <div class="row">
        {waiting ? (
          <>
            {!hidden && (
              <Button onClick={() => stand({ hidden: true, waiting: true })}>Hide now, decide later</Button>
            )}
            <Button kind="danger" onClick={() => stand({ hidden: true, waiting: false })}>
              {hidden ? `Keep ${it} hidden` : `Hide ${it}`}
            </Button>
            <Button onClick={() => stand({ hidden: false, waiting: false })}>
              {hidden ? `Show ${it} again` : `Leave ${it}`}
            </Button>
          </>
        ) : (
          <Button kind="text" onClick={() => stand({ hidden, waiting: true })}>
            Decide again
          </Button>
        )}
      </div>
    </article>
  );
}

/** The rest of a profile, and the way to whoever it is: renaming, muting and banning are there. */
function SaidOfThemselves({ reported: { seen, author } }: Pick<ReportedCaseProps, "reported">) {
  const here = useHere();
  const { organisation, link } = seen.details;
  return (
    <>
      {organisation && <p dir="auto">{organisation}</p>}
      {link && <p class="reported-link">{link}</p>}
      <a class="aside-link" href={here.link("/people")}>
        Look after <bdi>{author.name}</bdi> under People
      </a>
    </>
  );
}
