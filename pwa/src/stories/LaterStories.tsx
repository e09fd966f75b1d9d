import { useHere } from "../app/here";
import type { Stream } from "../live/stream";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { Notice } from "../ui/Notice";
import { Skeleton } from "../ui/Skeleton";
import { toast } from "../ui/toast";
import type { Feed } from "./feedStore";
import { changeLater, laterIn } from "./later";
import type { Mine } from "./mineStore";
import { StoryCard } from "./StoryCard";

interface LaterStoriesProps {
  mine: Stream<Mine>;
  feed: Stream<Feed>;
}

/** What this phone has kept to be read later; it is there without a signal, too. */
export function LaterStories({ mine, feed }: LaterStoriesProps) {
  const here = useHere();
  const later = laterIn(here.slug);
  if (!later) return <Skeleton />;
  const { stories, gone } = later;

  async function seen() {
    try {
      await changeLater(here.slug, (known) => ({ ...known, gone: [] }));
    } catch {
      toast("This phone could not note that. It is said once more when you come back.");
    }
  }

  return (
    <>
      <div role="status">
        {gone.length > 0 && (
          <Notice>
            <p>
              {gone.length === 1
                ? "A story you kept is no longer here."
                : `${gone.length} stories you kept are no longer here.`}{" "}
              Nothing of it is left on this phone.
            </p>
            <Button kind="text" onClick={seen}>
              All right
            </Button>
          </Notice>
        )}
      </div>
      {stories.length === 0 && (
        <Empty icon="bookmark" title="Nothing to read later">
          <p>Tap the bookmark on a story, and it waits here, without a signal too. Only this phone knows.</p>
          <Button href={here.link("/feed")}>Show all stories</Button>
        </Empty>
      )}
      {stories.map((story) => (
        <StoryCard key={story.id} story={story} mine={mine} feed={feed} />
      ))}
    </>
  );
}
