import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { tableMark, tableWords } from "../ui/marks";
import { TableMark } from "../ui/TableMark";
import type { View } from "./view";

interface WithoutChairProps {
  talk: Schema<"TalkView">;
  view: View;
}

/** Without a chair in this round: not in yet, out again, or waiting for the next. */
export function WithoutChair({ talk, view }: WithoutChairProps) {
  if (view.at === "waiting") return <Waiting talk={talk} view={view} />;
  if (view.at !== "gone") {
    return <p class="lead">The talk is on, and a chair is soon found. Say that you’re here.</p>;
  }
  return (
    <p class="lead">
      {view.freed
        ? "A host has freed your chair, perhaps because nobody saw you at the table. If you’re here, take a seat again."
        : "Your chair is free for somebody else. If you change your mind, come back in."}
    </p>
  );
}

interface WaitingProps {
  talk: Schema<"TalkView">;
  view: Extract<View, { at: "waiting" }>;
}

/** Why one waits, and for how long. */
function Waiting({ talk, view: { never, waiting } }: WaitingProps) {
  const { link } = useHere();
  const late = waiting?.why === "late";
  if (never) {
    return (
      <Empty title={late ? "It is over in a moment" : "This is the last round"}>
        <p>
          {late
            ? "No chair is worth looking for now. The people are still here: say hello as they get up, or see whom to meet."
            : "It has no free chair any more. There are people worth meeting all the same."}
        </p>
        <Button href={link("/meet")}>People to meet</Button>
      </Empty>
    );
  }
  return (
    <>
      {waiting?.table && (
        <section class="sign" style={{ "--mark": tableMark(waiting.table).colour }}>
          <TableMark number={waiting.table} />
          <span class="table-number" aria-hidden="true">
            {waiting.table}
          </span>
          <p class="sign-words">{tableWords(waiting.table)}</p>
        </section>
      )}
      <p class="lead">{whyWords(waiting)}</p>
      <p>
        {waiting?.table
          ? `A chair is kept for you there. Keep this page open: when round ${talk.round + 1} begins, it says with whom you sit.`
          : `Keep this page open: when round ${talk.round + 1} begins, your table comes up here.`}
        {waiting && !late && " If a chair becomes free before, it goes to those who wait."}
      </p>
    </>
  );
}

function whyWords(waiting: Schema<"Waiting"> | null): string {
  if (!waiting) return "This round is nearly over, or full.";
  if (waiting.why === "late" && (waiting.first || waiting.table)) return "This round is nearly over.";
  if (waiting.table) return "Every chair is taken this round.";
  if (waiting.first) return "There are more people than chairs. You are first next time.";
  return "There are more people than chairs, and many wait. Whoever has waited longest comes first.";
}
