import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import type { View } from "./view";

interface WaitingProps {
  talk: Schema<"TalkView">;
  view: Extract<View, { at: "waiting" }>;
}

/** Without a chair in this round: why, and when there is one. */
export function Waiting({ talk, view: { never, waiting } }: WaitingProps) {
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
      <p class="lead">{whyWords(waiting)}</p>
      <p>
        Keep this page open: when round {talk.round + 1} begins, your table comes up here.
        {waiting && !late && " If a chair becomes free before, it is offered to those who wait."}
      </p>
    </>
  );
}

function whyWords(waiting: Schema<"Waiting"> | null): string {
  if (!waiting) return "This round is nearly over, or full.";
  if (waiting.why === "late") return "This round is nearly over.";
  if (waiting.first) return "Every chair is taken this round. You are first next time.";
  return "Every chair is taken this round, and many wait. Whoever has waited longest comes first.";
}
