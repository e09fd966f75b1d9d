import { useHere } from "../app/here";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Sheet } from "../ui/Sheet";
import type { Leaving } from "./useSitDown";

interface LeaveTalkSheetProps {
  leaving: Leaving;
  error: unknown;
  onClose: () => void;
}

/** Asks before sitting down somewhere takes one out of a hosted talk. */
export function LeaveTalkSheet({ leaving, error, onClose }: LeaveTalkSheetProps) {
  const { link } = useHere();
  return (
    <Sheet open title="Leave the talk you’re in?" onClose={onClose}>
      <div class="stack">
        <p>
          You said that you’re here for <bdi>“{leaving.title}”</bdi>. One person sits at one table: if you sit
          down here, your chair there is free for somebody else.
        </p>
        {error !== null && <ErrorNote error={error} />}
        <Button kind="primary" wide onClick={leaving.anyway}>
          Sit down here
        </Button>
        <Button kind="text" wide href={link(`/talks/${leaving.talk}`)}>
          Stay in “{leaving.title}”
        </Button>
      </div>
    </Sheet>
  );
}
