import { ProblemError } from "../live/api";
import { Button } from "./Button";
import { Notice } from "./Notice";

interface ErrorNoteProps {
  /** What was thrown. */
  error: unknown;
  /** What is safe, where something could seem lost: "Your story is safe on this phone." */
  kept?: string;
  retry?: () => unknown;
}

function whatToDo(error: unknown): string | null {
  if (!(error instanceof ProblemError)) return "Please try again. If it stays like this, tell an organiser.";
  if (error.isPassing) return "Please try again in a moment.";
  return null; // the server's own sentence says what to do
}

/** What happened, that nothing is lost, and what to do. */
export function ErrorNote({ error, kept, retry }: ErrorNoteProps) {
  const what = error instanceof ProblemError ? error.detail : "Something went wrong on this phone.";
  return (
    <Notice kind="bad" live>
      <p>{[what, kept, whatToDo(error)].filter(Boolean).join(" ")}</p>
      {retry && <Button onClick={retry}>Try again</Button>}
    </Notice>
  );
}
