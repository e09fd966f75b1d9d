import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useBackgrounds } from "../conferences/useBackgrounds";
import type { Schema } from "../contract/types";
import { StoryText } from "../stories/StoryText";
import { QUESTION } from "../stories/words";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { TableMark } from "../ui/TableMark";
import { following, readingTime } from "./rotation";
import { useFit } from "./useFit";

const BETWEEN_MS = 15_000;
const AT_A_TIME = 4;

interface FeaturedProps {
  stories: readonly Schema<"StoryCard">[];
  /** Shown first, and again between any two stories: what calls to a talk, or what came of the last, a few at a time. */
  between: readonly JSX.Element[];
}

/** One story after another, each for as long as a room needs to read it. */
export function Featured({ stories, between }: FeaturedProps) {
  const [current, setCurrent] = useState<string>();
  const [told, setTold] = useState(false);
  const [turn, setTurn] = useState(0);
  const story = stories.find(({ id }) => id === current) ?? following(stories, undefined);
  const other = between[turn % Math.max(1, between.length)];
  const resting = other !== undefined && (!told || !story);

  useEffect(() => {
    if (!story && !resting) return;
    const next = () => {
      if (resting) setTurn(turn + 1);
      else if (story) setCurrent(following(stories, story.id)?.id);
      setTold(resting && (turn + 1) % Math.min(AT_A_TIME, between.length) === 0);
    };
    const timer = setTimeout(next, resting || !story ? BETWEEN_MS : readingTime(story));
    return () => clearTimeout(timer);
  }, [story?.id, stories, resting, turn, between.length]);

  if (resting) return other;
  if (story) return <FeaturedStory key={story.id} story={story} />;
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
export function FeaturedTakeaway({ takeaway: { number, text } }: { takeaway: Schema<"TakeawayCard"> }) {
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
