import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import { ProblemError } from "../live/api";
import { fetchStory, type StoryCard } from "../stories/requests";
import { StoryText } from "../stories/StoryText";
import { ErrorNote } from "../ui/ErrorNote";
import { Sheet } from "../ui/Sheet";
import { Skeleton } from "../ui/Skeleton";

interface StorySheetProps {
  story: string;
  name: string;
  open: boolean;
  onClose: () => void;
}

/** How somebody got in, in their own words; fetched when asked for. */
export function StorySheet({ story, name, open, onClose }: StorySheetProps) {
  const here = useHere();
  const [told, setTold] = useState<StoryCard | null>(null);
  const [problem, setProblem] = useState<ProblemError | null>(null);

  useEffect(() => {
    if (!open) return;
    const control = new AbortController();
    setProblem(null);
    fetchStory(here, story, control.signal)
      .then(setTold)
      .catch((error) => {
        if (error instanceof ProblemError) setProblem(error);
      });
    return () => control.abort();
  }, [open, story]);

  return (
    <Sheet open={open} title={name} onClose={onClose}>
      {problem?.status === 404 && (
        <p>This story is not shown any more. They can tell it to you themselves.</p>
      )}
      {problem && problem.status !== 404 && !told && <ErrorNote error={problem} />}
      {told && problem?.status !== 404 && <StoryText {...told} />}
      {!told && !problem && <Skeleton />}
    </Sheet>
  );
}
