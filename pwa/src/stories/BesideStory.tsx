import { useLocation } from "preact-iso";
import { useEnded, useHere } from "../app/here";
import { ProblemError } from "../live/api";
import { saveDraft } from "../live/drafts";
import { discard } from "../live/outbox";
import type { Stream } from "../live/stream";
import { Button } from "../ui/Button";
import { toast } from "../ui/toast";
import { asWritten, type StoryDraft } from "./draft";
import { type Mine, putStory } from "./mineStore";
import { OwnStoryText } from "./OwnStoryText";
import { discardDraft, type OwnStory } from "./requests";
import { type Beside, draftKey } from "./shelf";

interface BesideStoryProps {
  story: OwnStory;
  beside: Beside;
  stream: Stream<Mine>;
}

/** Words that met a story told already: their author chooses which to go on with, and nothing is lost by itself. */
export function BesideStory({ story, beside, stream }: BesideStoryProps) {
  const here = useHere();
  const ended = useEnded();
  const { route } = useLocation();
  const { told, draft, item } = beside;

  async function use() {
    const begun: StoryDraft = { id: story.id, basedOn: story.version, ...asWritten(told) };
    saveDraft(here.slug, draftKey(story.id), begun);
    if (item) await discard(item.id);
    route(here.link(`/story?write=${story.id}`));
  }

  async function throwAway() {
    try {
      if (draft !== null) {
        const after = await discardDraft(here, story.id, draft);
        stream.amend((mine) => putStory(mine, after));
      }
      if (item) await discard(item.id);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      toast(error.detail);
    }
  }

  return (
    <section class="story-beside" aria-label="Kept beside it">
      <h3>Kept beside it</h3>
      <p class="quiet small">
        You had told this one already when you wrote these words, perhaps on another phone. Only you see them.
      </p>
      <OwnStoryText {...told} />
      <div class="row">
        {story.state !== "closed" && !ended && <Button onClick={use}>Use these words instead</Button>}
        <Button kind="text" onClick={throwAway}>
          Throw away
        </Button>
      </div>
    </section>
  );
}
