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

const OURS = "Something went wrong on this phone. Try again; if it stays like this, tell an organiser.";

/** What happened, that nothing is lost, and what to do. */
export function ErrorNote({ error, kept, retry }: ErrorNoteProps) {
  const what = error instanceof ProblemError ? error.detail : OURS;
  return (
    <Notice kind="bad" live>
      <p>{[what, kept].filter(Boolean).join(" ")}</p>
      {retry && <Button onClick={retry}>Try again</Button>}
    </Notice>
  );
}
