import { useState } from "preact/hooks";
import { useEnded, useHere } from "../app/here";
import { useBackgrounds } from "../conferences/useBackgrounds";
import { readDraft } from "../live/drafts";
import { discard, enqueue, type OutboxItem, retry } from "../live/outbox";
import type { Stream } from "../live/stream";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { State } from "../ui/State";
import { toast } from "../ui/toast";
import { AsCard } from "./AsCard";
import { BesideStory } from "./BesideStory";
import { draftKey } from "./draft";
import type { Mine } from "./mineStore";
import { type OwnStory, telling } from "./requests";
import { StoryText } from "./StoryText";
import type { Shelved } from "./shelf";
import { WithdrawSheet } from "./WithdrawSheet";
import { ACCIDENTS, SHOWN_ON, sameHereWords, sending, standing } from "./words";

/** One of one's own stories: its words, where it stands, and what can be done about it. */
export function OwnStoryCard({ shelved, stream }: { shelved: Shelved; stream: Stream<Mine> }) {
  const { id, story, outgoing, beside } = shelved;
  const { label } = useBackgrounds();
  const words = outgoing?.told ?? story?.latest;
  const where = outgoing ? sending(outgoing.item) : story && standing(story);
  if (!words || !where) return null;
  const others = story?.live && story.live.text !== words.text ? story.live : null;
  const same = story?.live && sameHereWords(story.same_here);

  return (
    <Card as="article" label={label(words.background)}>
      <div class="story-about">
        <BackgroundIcon background={words.background} />
        <span>{label(words.background)}</span>
        <span class="push" role="status">
          <State word={where.word} kind={where.kind} />
        </span>
      </div>
      <StoryText {...words} />
      <p class="quiet small">
        {ACCIDENTS[words.by_accident]} · {SHOWN_ON[words.shown_on]}
      </p>
      <p>{where.means}</p>
      {same && <p>{same}</p>}
      {others && (
        <details>
          <summary>What others see now</summary>
          <StoryText {...others} />
        </details>
      )}
      {outgoing ? (
        <Outgoing story={story} id={id} item={outgoing.item} told={outgoing.told} />
      ) : (
        story && <Settled story={story} stream={stream} />
      )}
      {story &&
        beside.map((one) => <BesideStory key={one.told.text} story={story} beside={one} stream={stream} />)}
    </Card>
  );
}

/** What can be done about a story that the server has. */
function Settled({ story, stream }: { story: OwnStory; stream: Stream<Mine> }) {
  const here = useHere();
  const ended = useEnded();
  const [asking, setAsking] = useState(false);
  const begun = readDraft(here.slug, draftKey(story.id)) !== null;
  if (story.state === "closed") return null;
  const gone = story.state === "withdrawn";
  const change = gone ? "Tell it again" : "Change it";

  return (
    <>
      {!gone && !ended && <AsCard story={story} stream={stream} />}
      <div class="row">
        {!ended && (
          <Button
            kind={story.state === "sent-back" ? "primary" : "quiet"}
            href={here.link(`/story?write=${story.id}`)}
          >
            {begun ? "Go on with your change" : change}
          </Button>
        )}
        {!gone && (
          <Button kind="text" onClick={() => setAsking(true)}>
            Withdraw
          </Button>
        )}
        <WithdrawSheet story={story} stream={stream} open={asking} onClose={() => setAsking(false)} />
      </div>
    </>
  );
}

interface OutgoingProps {
  id: string;
  story: OwnStory | null;
  item: OutboxItem;
  told: Shelved["beside"][number]["told"];
}

/** What can be done about words that are still on this phone. */
function Outgoing({ id, story, item, told }: OutgoingProps) {
  const here = useHere();
  const ended = useEnded();
  const { conference, key, method, path, body } = item;
  if (item.state === "sending") return null;

  async function throwAway() {
    await discard(item.id);
    toast("Thrown away.", { undo: () => enqueue({ conference, key, method, path, body }) });
  }

  if (item.problem?.code === "version-conflict" && story) {
    return (
      <div class="stack-tight">
        <h3>What is there now</h3>
        <StoryText {...story.latest} />
        <div class="row">
          <Button kind="primary" onClick={() => enqueue(telling(here, id, told, story.version))}>
            Send what I just wrote
          </Button>
          <Button onClick={throwAway}>Keep what is there</Button>
        </div>
      </div>
    );
  }
  return (
    <div class="row">
      {(item.state === "waiting" || item.problem?.code === "too-many-drafts") && (
        <Button onClick={() => retry(item.id)}>Try now</Button>
      )}
      {item.problem?.code !== "story-closed" && !ended && (
        <Button kind={item.problem ? "primary" : "quiet"} href={here.link(`/story?write=${id}`)}>
          Change it
        </Button>
      )}
      <Button kind="text" onClick={throwAway}>
        Throw away
      </Button>
    </div>
  );
}
