import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";
import { CopyButton } from "../ui/CopyButton";
import { ErrorNote } from "../ui/ErrorNote";
import { Skeleton } from "../ui/Skeleton";
import { useAttempt } from "../ui/useAttempt";
import { summaryLines } from "./summary";

/** What came of a talk that is over, to read out or to take along. */
export function TalkSummary({ talk }: { talk: Schema<"TalkView"> }) {
  const here = useHere();
  const { error, attempt } = useAttempt();
  const [summary, setSummary] = useState<Schema<"TalkSummary"> | null>(null);
  const path = here.path(`/talks/${talk.id}/summary`);
  const load = () => attempt(async () => setSummary(await request("GET", path)));

  useEffect(() => {
    void load();
  }, [talk.version]);

  if (error !== null) return <ErrorNote error={error} retry={load} />;
  if (summary === null) return <Skeleton />;
  const lines = summaryLines(summary);
  return (
    <section class="stack-tight">
      <h2>What came of it</h2>
      <ul class="summary">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div class="row">
        <CopyButton text={[talk.title, ...lines].join("\n")} label="Copy what came of it" />
      </div>
    </section>
  );
}
