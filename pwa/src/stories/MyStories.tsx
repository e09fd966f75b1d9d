import { useState } from "preact/hooks";
import { useEnded, useHere } from "../app/here";
import { EndedNotice } from "../conferences/EndedNotice";
import { useBackgrounds } from "../conferences/useBackgrounds";
import { dropDraft, readDraft, saveDraft } from "../live/drafts";
import type { Stream } from "../live/stream";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Empty } from "../ui/Empty";
import { ErrorNote } from "../ui/ErrorNote";
import { Page } from "../ui/Page";
import { State } from "../ui/State";
import { toast } from "../ui/toast";
import type { StoryDraft } from "./draft";
import type { Mine } from "./mineStore";
import { OwnStoryCard } from "./OwnStoryCard";
import { OwnStoryText } from "./OwnStoryText";
import { draftKey, type Shelved, taken } from "./shelf";

interface MyStoriesProps {
  shelf: Shelved[];
  stream: Stream<Mine>;
  back: string;
}

/** Everything one has told, each with where it stands and what can be done. */
export function MyStories({ shelf, stream, back }: MyStoriesProps) {
  const here = useHere();
  const ended = useEnded();
  const { offered } = useBackgrounds();
  const [kept, setKept] = useState(() => readDraft<StoryDraft>(here.slug, draftKey(null)));
  const begun = (kept?.text || kept?.photo) && !shelf.some(({ id }) => id === kept.id) ? kept : null;
  const told = taken(shelf, "");
  const muted = here.me.state.value?.profile.muted ?? false;
  const more = !ended && !muted && !begun && offered.some(({ key }) => !told.has(key));
  const problem = stream.problem.value;

  function throwAway(draft: StoryDraft) {
    dropDraft(here.slug, draftKey(null));
    setKept(null);
    toast("Thrown away.", {
      undo: () => {
        saveDraft(here.slug, draftKey(null), draft);
        setKept(draft);
      },
    });
  }

  return (
    <Page
      title={shelf.length > 1 ? "My stories" : "My story"}
      back={back}
      act={
        more && (
          <Button wide href={here.link("/story?write=new")}>
            Tell another way you got in
          </Button>
        )
      }
    >
      <EndedNotice />
      {problem && !problem.isPassing && <ErrorNote error={problem} retry={stream.refresh} />}
      {begun && (
        <Card as="article" label="A story you have begun">
          <State word="Draft" kind="next" />
          <OwnStoryText {...begun} />
          <p class="quiet small">Kept on this phone only. Nobody has seen it.</p>
          <div class="row">
            {!ended && (
              <Button kind="primary" href={here.link("/story?write=new")}>
                Go on writing
              </Button>
            )}
            <Button kind="text" onClick={() => throwAway(begun)}>
              Throw away
            </Button>
          </div>
        </Card>
      )}
      {ended && !begun && shelf.length === 0 && (
        <Empty icon="story" title="You told no story this time">
          <p>What others told is still here to read.</p>
          <Button href={here.link("/feed")}>Read stories</Button>
        </Empty>
      )}
      {shelf.map((one) => (
        <OwnStoryCard key={one.id} shelved={one} stream={stream} />
      ))}
    </Page>
  );
}
