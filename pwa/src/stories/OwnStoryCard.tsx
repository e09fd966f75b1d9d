import { useState } from "preact/hooks";
import { ErrorBoundary } from "preact-iso";
import { useEnded, useHere } from "../app/here";
import { part } from "../app/page";
import { useBackgrounds } from "../conferences/useBackgrounds";
import { readDraft } from "../live/drafts";
import { discard, enqueue, retry } from "../live/outbox";
import type { OutboxItem } from "../live/outboxItems";
import type { Stream } from "../live/stream";
import { Means } from "../moderation/Means";
import { languageInWords } from "../people/words";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { State } from "../ui/State";
import { toast } from "../ui/toast";
import { AsCard } from "./AsCard";
import type { Mine } from "./mineStore";
import { OwnStoryText } from "./OwnStoryText";
import { type OwnStory, type Telling, type TellingIn, telling } from "./requests";
import { StoryText } from "./StoryText";
import { draftKey, type Shelved } from "./shelf";
import { sending, standing, upNow } from "./standing";
import { ACCIDENTS, SHOWN_ON, sameHereWords } from "./words";

const BesideStory = part(() => import("./BesideStory").then(({ BesideStory }) => BesideStory));
const WithdrawSheet = part(() => import("./WithdrawSheet").then(({ WithdrawSheet }) => WithdrawSheet));

/** One of one's own stories: its words, where it stands, and what can be done about it. */
export function OwnStoryCard({ shelved, stream }: { shelved: Shelved; stream: Stream<Mine> }) {
  const { id, story, outgoing, beside } = shelved;
  const { label } = useBackgrounds();
  const words = outgoing?.told ?? story?.latest;
  const { me } = useHere();
  const muted = me.state.value?.profile.muted ?? false;
  const where = outgoing ? sending(outgoing.item) : story && standing(story, muted);
  if (!words || !where) return null;
  const up = story && upNow(story);
  const others = up && !looksLike(up, words) ? up : null;
  const same = up && story && sameHereWords(story.same_here);

  return (
    <Card as="article" label={label(words.background)}>
      <div class="story-about">
        <BackgroundIcon background={words.background} />
        <span>{label(words.background)}</span>
        <span class="push" role="status">
          <State word={where.word} kind={where.kind} />
        </span>
      </div>
      {outgoing ? <OwnStoryText {...words} /> : story && <StoryText {...story.latest} />}
      <p class="quiet small">
        {ACCIDENTS[words.by_accident]} · {SHOWN_ON[words.shown_on]}
        {words.language && ` · In ${languageInWords(words.language)}`}
      </p>
      <p>
        <Means {...where} />
      </p>
      {outgoing?.item.progress !== undefined && (
        <progress
          class="story-progress"
          aria-label="How much of the photo has gone out"
          value={outgoing.item.progress}
        />
      )}
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
      {story && (
        <ErrorBoundary>
          {beside.map((one) => (
            <BesideStory key={one.told.text} story={story} beside={one} stream={stream} />
          ))}
        </ErrorBoundary>
      )}
    </Card>
  );
}

/** Pure: whether others see the same words and the same photo. */
function looksLike(one: Telling, other: Telling): boolean {
  const seen = ({ title, text, photo }: Telling) => [title, text, photo?.id, photo?.alt].join("\n");
  return seen(one) === seen(other);
}

/** What can be done about a story that the server has. */
function Settled({ story, stream }: { story: OwnStory; stream: Stream<Mine> }) {
  const here = useHere();
  const ended = useEnded();
  const [asking, setAsking] = useState(false);
  const muted = here.me.state.value?.profile.muted ?? false;
  const begun = readDraft(here.slug, draftKey(story.id)) !== null;
  if (story.state === "closed") return null;
  const gone = story.state === "withdrawn";
  const change = gone ? "Tell it again" : "Change it";

  return (
    <>
      {!gone && !ended && <AsCard story={story} stream={stream} />}
      <div class="row">
        {!ended && !muted && (
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
        <ErrorBoundary>
          <WithdrawSheet story={story} stream={stream} open={asking} onClose={() => setAsking(false)} />
        </ErrorBoundary>
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
  if (item.state === "sending") return null;

  async function throwAway() {
    await discard(item.id);
    const { based_on } = item.body as TellingIn;
    toast(story ? "Your change is thrown away." : "Thrown away.", {
      undo: () => enqueue(telling(here, id, told, based_on)),
    });
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
      {(item.state === "waiting" || item.problem?.code.startsWith("too-many-")) && (
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
