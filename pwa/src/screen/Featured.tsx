import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { useBackgrounds } from "../conferences/useBackgrounds";
import type { Schema } from "../contract/types";
import { StoryText } from "../stories/StoryText";
import { QUESTION } from "../stories/words";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { TableMark } from "../ui/TableMark";
import { following, readingTime } from "./rotation";
import { useFit } from "./useFit";

const BETWEEN_MS = 15_000;

interface FeaturedProps {
  stories: readonly Schema<"StoryCard">[];
  /** What the tables took away from the talk before: shown before the stories. */
  takeaways: readonly Schema<"TakeawayCard">[];
  /** Shown first, and again between any two stories. */
  between?: JSX.Element | undefined;
}

/** One line or story after another, each for as long as a room needs to read it. */
export function Featured({ stories, takeaways, between }: FeaturedProps) {
  const [current, setCurrent] = useState<string>();
  const [told, setTold] = useState(false);
  const all = useMemo(() => [...takeaways, ...stories], [takeaways, stories]);
  const shown = all.find(({ id }) => id === current) ?? following(all, undefined);
  const resting = between !== undefined && !told;

  useEffect(() => {
    if (!shown) return;
    const next = () => {
      if (!resting) setCurrent(following(all, shown.id)?.id);
      setTold(resting);
    };
    const timer = setTimeout(next, resting ? BETWEEN_MS : readingTime(shown));
    return () => clearTimeout(timer);
  }, [shown?.id, all, resting]);

  if (between && (resting || !shown)) return between;
  if (shown && "author" in shown) return <FeaturedStory key={shown.id} story={shown} />;
  if (shown) return <FeaturedTakeaway key={shown.id} takeaway={shown} />;
  return (
    <div class="wall-middle">
      <h2 class="wall-question">{QUESTION}</h2>
      <p class="wall-lead">Tell it on your phone. An organiser reads every story before the room does.</p>
    </div>
  );
}

const LONG = 280;

function FeaturedStory({ story }: { story: Schema<"StoryCard"> }) {
  const { label } = useBackgrounds();
  const words = useFit<HTMLDivElement>();
  return (
    <article class="wall-middle wall-story">
      <h2 class={story.text.length > LONG ? "unseen" : "quiet"}>{QUESTION}</h2>
      <div class="wall-words" ref={words}>
        <StoryText {...story} />
      </div>
      <p class="wall-author">
        <BackgroundIcon background={story.background} />
        <span>
          <strong>
            <bdi>{story.author.name}</bdi>
          </strong>
          <span class="quiet">{label(story.background)}</span>
        </span>
      </p>
    </article>
  );
}

/** What one table took away; no name stands beside it. */
function FeaturedTakeaway({ takeaway: { number, text } }: { takeaway: Schema<"TakeawayCard"> }) {
  const words = useFit<HTMLDivElement>();
  return (
    <article class="wall-middle wall-story">
      <h2 class="quiet">What our tables take away</h2>
      <div class="wall-words" ref={words}>
        <p class="story-text" dir="auto">
          {text}
        </p>
      </div>
      <p class="wall-author">
        <TableMark number={number} size="calc(4 * var(--u))" />
        <strong>Table {number}</strong>
      </p>
    </article>
  );
}
