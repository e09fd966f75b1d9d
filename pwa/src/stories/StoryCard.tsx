import { useState } from "preact/hooks";
import { useHere } from "../app/here";
import { useBackgrounds } from "../conferences/useBackgrounds";
import { ProblemError } from "../live/api";
import type { Stream } from "../live/stream";
import { BlockSheet } from "../people/BlockSheet";
import { positionInWords } from "../people/words";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Icon } from "../ui/Icon";
import { PersonLine } from "../ui/PersonLine";
import { toast } from "../ui/toast";
import { type Feed, withoutPerson } from "./feedStore";
import { type Mine, tap } from "./mineStore";
import { type StoryCard as Story, sameHere } from "./requests";
import { StoryText } from "./StoryText";
import { ACCIDENTS } from "./words";

interface StoryCardProps {
  story: Story;
  mine: Stream<Mine>;
  feed: Stream<Feed>;
}

/** A story as others read it. */
export function StoryCard({ story, mine, feed }: StoryCardProps) {
  const here = useHere();
  const { label } = useBackgrounds();
  const [blocking, setBlocking] = useState(false);
  const { author } = story;
  const own = author.id === here.personId;

  return (
    <Card as="article" label={author.name}>
      <div class="story-about">
        <BackgroundIcon background={story.background} />
        <span>
          {label(story.background)} · {ACCIDENTS[story.by_accident]}
        </span>
        {!own && (
          <span class="push">
            <Button kind="text" label={`More about ${author.name}`} onClick={() => setBlocking(true)}>
              <Icon name="more" />
            </Button>
          </span>
        )}
      </div>
      <StoryText {...story} />
      <PersonLine
        name={author.name}
        organisation={author.organisation}
        position={positionInWords(author.position)}
        trailing={
          own ? (
            <Button kind="text" href={here.link("/story?from=feed")}>
              Yours
            </Button>
          ) : (
            <span class="same-here">
              <SameHere story={story} mine={mine} />
            </span>
          )
        }
      />
      {!own && (
        <BlockSheet
          person={author}
          open={blocking}
          onClose={() => setBlocking(false)}
          onBlocked={() => feed.amend((known) => withoutPerson(known, author.id))}
        />
      )}
    </Card>
  );
}

/** One tap to say that one recognises oneself; true at once, taken back if the server never hears of it. */
function SameHere({ story, mine }: Pick<StoryCardProps, "story" | "mine">) {
  const here = useHere();
  const tapped = mine.state.value?.same_here.includes(story.id) ?? false;

  async function toggle() {
    const set = (to: boolean) => mine.amend((known) => tap(known, story.id, to));
    set(!tapped);
    try {
      await sameHere(here, story.id, !tapped);
    } catch (error) {
      set(tapped);
      if (!(error instanceof ProblemError)) throw error;
      toast(error.detail);
    }
  }

  return (
    <Button kind="quiet" pressed={tapped} onClick={toggle}>
      <Icon name={tapped ? "check" : "same"} />
      Same here
    </Button>
  );
}
