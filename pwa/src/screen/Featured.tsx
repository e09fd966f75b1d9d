import { useState } from "preact/hooks";
import { ErrorBoundary } from "preact-iso";
import { part } from "../app/page";
import { useBackgrounds } from "../conferences/useBackgrounds";
import type { Schema } from "../contract/types";
import { Photo } from "../stories/Photo";
import { QUESTION } from "../stories/question";
import { StoryText } from "../stories/StoryText";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { TableMark } from "../ui/TableMark";
import { Call } from "./Call";
import { Paged } from "./Paged";
import type { ScreenState } from "./store";
import { type Offer, timeOf } from "./turns";
import { useTurns } from "./useTurns";

const WallOrigins = part(() => import("./WallOrigins").then(({ WallOrigins }) => WallOrigins));

/** One thing after another, each for as long as a room needs; what is taken down goes at once. */
export function Featured({ state }: { state: ScreenState }) {
  const { talk, stories, takeaways, origins } = state;
  const called = state.talk_announcement?.id ?? null;
  const offer: Offer = {
    calling: talk !== null,
    called,
    stories,
    takeaways,
    origins: (origins.origins?.flows.length ?? 0) > 1, // a single band tells nothing
  };
  const turn = useTurns(offer);
  const { slide } = turn;
  const key = "id" in slide ? slide.id : slide.kind;
  const times = { time: timeOf(slide, offer), told: turn.count };

  switch (slide.kind) {
    case "call":
      return talk && <Call key={talk.id} talk={talk} />;
    case "origins":
      return (
        <ErrorBoundary>
          {origins.origins && <WallOrigins key={key} origins={origins.origins} />}
        </ErrorBoundary>
      );
    case "story": {
      const story = stories.find(({ id }) => id === slide.id);
      return story ? <FeaturedStory key={`${key} ${story.revision}`} story={story} {...times} /> : null;
    }
    case "takeaway": {
      const takeaway = takeaways.find(({ id }) => id === slide.id);
      return takeaway ? <FeaturedTakeaway key={key} takeaway={takeaway} {...times} /> : null;
    }
    case "question":
      return (
        <div class="wall-middle">
          <h2 class="wall-question">{QUESTION}</h2>
          <p class="wall-lead">Tell it on your phone. An organiser reads every story before the room does.</p>
        </div>
      );
  }
}

const LONG = 280;

interface ToldProps {
  /** Milliseconds for which it is up. */
  time: number;
  /** Changes whenever it comes up again. */
  told: number;
}

function FeaturedStory({ story, ...times }: ToldProps & { story: Schema<"StoryCard"> }) {
  const { label } = useBackgrounds();
  const { photo } = story;
  const [missing, setMissing] = useState(false);
  return (
    <article class="wall-middle wall-story">
      <h2 class={story.text.length > LONG ? "unseen" : "quiet"}>{QUESTION}</h2>
      <Paged
        {...times}
        beside={photo && !missing && <Photo photo={photo} onMissing={() => setMissing(true)} />}
        by={
          <>
            <BackgroundIcon background={story.background} />
            <span>
              <strong>
                <bdi>{story.author.name}</bdi>
              </strong>
              <span class="quiet">{label(story.background)}</span>
            </span>
          </>
        }
      >
        <StoryText {...story} photo={null} />
      </Paged>
    </article>
  );
}

/** What one table took away; no name stands beside it. */
function FeaturedTakeaway({
  takeaway: { number, text },
  ...times
}: ToldProps & { takeaway: Schema<"TakeawayCard"> }) {
  return (
    <article class="wall-middle wall-story">
      <h2 class="quiet">What our tables take away</h2>
      <Paged
        {...times}
        by={
          <>
            <TableMark number={number} size="calc(4 * var(--u))" />
            <strong>Table {number}</strong>
          </>
        }
      >
        <p class="story-text" dir="auto">
          {text}
        </p>
      </Paged>
    </article>
  );
}
