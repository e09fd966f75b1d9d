import { useHere } from "../app/here";
import type { Stream } from "../live/stream";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { useAttempt } from "../ui/useAttempt";
import { type Mine, putStory } from "./mineStore";
import { letBeCard, type OwnStory } from "./requests";

/** Whether a story may come up as a card where its author sits. Off until they want it. */
export function AsCard({ story, stream }: { story: OwnStory; stream: Stream<Mine> }) {
  const here = useHere();
  const { error, attempt } = useAttempt();

  function turn() {
    return attempt(async () => {
      const after = await letBeCard(here, story, !story.as_card);
      stream.amend((mine) => putStory(mine, after));
    });
  }

  return (
    <div class="stack-tight">
      <div>
        <Button pressed={story.as_card} onClick={turn}>
          May come up as a card at my table
        </Button>
      </div>
      <p class="quiet small">
        Once in a talk at most, the others where you sit read how it begins, and ask you how it went on. Skip
        it there or turn this off, and it is gone at once.
      </p>
      {error !== null && <ErrorNote error={error} />}
    </div>
  );
}
