import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { ErrorBoundary } from "preact-iso";
import { useHere } from "../app/here";
import { part } from "../app/page";
import { useBackgrounds } from "../conferences/useBackgrounds";
import type { Stream } from "../live/stream";
import { positionInWords } from "../people/words";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Icon } from "../ui/Icon";
import { PersonLine } from "../ui/PersonLine";
import { Folded } from "./Folded";
import { type Feed, withoutPerson } from "./feedStore";
import { pieces } from "./find";
import { KeepLater } from "./KeepLater";
import type { Mine } from "./mineStore";
import type { StoryCard as Story } from "./requests";
import { SameHere } from "./SameHere";
import { StoryText } from "./StoryText";
import { TellMeMore } from "./TellMeMore";
import { ACCIDENTS } from "./words";

const BlockSheet = part(() => import("../people/BlockSheet").then(({ BlockSheet }) => BlockSheet));
const OpennessMark = part(() => import("../people/OpennessMark").then(({ OpennessMark }) => OpennessMark));
const ReportFold = part(() => import("../moderation/ReportForm").then(({ ReportFold }) => ReportFold));

interface StoryCardProps {
  story: Story;
  mine: Stream<Mine>;
  feed: Stream<Feed>;
  /** What was sought: it is marked. */
  find?: string | null;
}

/** A story as others read it. */
export function StoryCard({ story, mine, feed, find }: StoryCardProps) {
  const here = useHere();
  const { label } = useBackgrounds();
  const [asked, setAsked] = useState(false);
  const [blocking, setBlocking] = useState(false);
  const { author } = story;
  const own = author.id === here.personId;
  const folding = { name: story.id, label: `Read on in what ${author.name} tells` };

  function more() {
    setAsked(true);
    setBlocking(true);
  }

  return (
    <Card as="article" label={author.name}>
      <div class="story-about">
        <BackgroundIcon background={story.background} />
        <span>
          {label(story.background)} · {ACCIDENTS[story.by_accident]}
        </span>
        {!own && (
          <span class="push">
            <KeepLater story={story} />
            <Button kind="text" label={`More about ${author.name}`} onClick={more}>
              <Icon name="more" />
            </Button>
          </span>
        )}
      </div>
      <StoryText
        {...story}
        {...(find
          ? { marked: (words: string) => <Marked text={words} find={find} /> }
          : { fold: (words: ComponentChildren) => <Folded {...folding}>{words}</Folded> })}
      />
      <PersonLine
        name={author.name}
        organisation={author.organisation}
        position={positionInWords(author.position)}
        trailing={
          own && (
            <Button kind="text" href={here.link("/story?from=feed")}>
              Yours
            </Button>
          )
        }
      />
      {!own && author.openness !== "come-and-talk" && (
        <ErrorBoundary>
          <OpennessMark openness={author.openness} />
        </ErrorBoundary>
      )}
      {!own && (
        <div class="story-acts">
          <SameHere story={story} mine={mine} />
          <TellMeMore story={story} />
        </div>
      )}
      {asked && (
        <ErrorBoundary>
          <BlockSheet
            person={author}
            open={blocking}
            onClose={() => setBlocking(false)}
            onBlocked={() => feed.amend((known) => withoutPerson(known, author.id))}
          >
            <ErrorBoundary>
              <ReportFold kind="story" subject={story.id} label="Report this story" />
            </ErrorBoundary>
          </BlockSheet>
        </ErrorBoundary>
      )}
    </Card>
  );
}

function Marked({ text, find }: { text: string; find: string }) {
  return <>{pieces(text, find).map((piece) => (piece.found ? <mark>{piece.text}</mark> : piece.text))}</>;
}
