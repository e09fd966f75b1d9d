import { useState } from "preact/hooks";
import { ErrorBoundary } from "preact-iso";
import { part } from "../app/page";
import { directionOf } from "../stories/direction";
import { Button } from "../ui/Button";
import type { Suggestion } from "./requests";

const StorySheet = part(() => import("./StorySheet").then(({ StorySheet }) => StorySheet));

interface BeginningProps {
  name: string;
  story: string;
  begins: Suggestion["begins"];
}

/** The first words of somebody's story, and the way to the rest. */
export function Beginning({ name, story, begins }: BeginningProps) {
  const [reading, setReading] = useState<boolean | null>(null); // null: not yet, so there is nothing to fetch
  return (
    <div class="beginning">
      {begins && (
        <blockquote class="story-text" lang={begins.language ?? ""} dir={directionOf(begins.language)}>
          {begins.words}
        </blockquote>
      )}
      <Button kind="text" label={`Read the story of ${name}`} onClick={() => setReading(true)}>
        Read on
      </Button>
      <ErrorBoundary>
        {reading !== null && (
          <StorySheet story={story} name={name} open={reading} onClose={() => setReading(false)} />
        )}
      </ErrorBoundary>
    </div>
  );
}
