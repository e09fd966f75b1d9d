import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useBackgrounds } from "../conferences/useBackgrounds";
import type { Schema } from "../contract/types";
import { StoryText } from "../stories/StoryText";
import { QUESTION } from "../stories/words";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { following, readingTime } from "./rotation";
import { useFit } from "./useFit";

const BETWEEN_MS = 15_000;

interface FeaturedStoriesProps {
  stories: readonly Schema<"StoryCard">[];
  /** Shown first, and again between any two stories. */
  between?: JSX.Element | undefined;
}

/** One story after another, each for as long as a room needs to read it. */
export function FeaturedStories({ stories, between }: FeaturedStoriesProps) {
  const [current, setCurrent] = useState<string>();
  const [told, setTold] = useState(false);
  const story = stories.find(({ id }) => id === current) ?? following(stories, undefined);
  const resting = between !== undefined && !told;

  useEffect(() => {
    if (!story) return;
    const next = () => {
      if (!resting) setCurrent(following(stories, story.id)?.id);
      setTold(resting);
    };
    const timer = setTimeout(next, resting ? BETWEEN_MS : readingTime(story));
    return () => clearTimeout(timer);
  }, [story?.id, stories, resting]);

  if (between && (resting || !story)) return between;
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
