import { useLocation } from "preact-iso";
import { useEnded, useHere } from "../app/here";
import { EndedNotice } from "../conferences/EndedNotice";
import { useBackgrounds } from "../conferences/useBackgrounds";
import { useStream } from "../live/useStream";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Choice";
import { Empty } from "../ui/Empty";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { type FeedStream, openFeed, showFresh } from "./feedStore";
import { MoreStories } from "./MoreStories";
import { openMine } from "./mineStore";
import { StoryCard } from "./StoryCard";
import "./stories.css";

const ALL = "";
const SCROLLED_PX = 80;

/** What others told, the newest first; `?background={key}` shows one way in. */
export default function FeedPage() {
  const here = useHere();
  const ended = useEnded();
  const { query, route } = useLocation();
  const background = query.background ?? null;
  const who = `${here.slug}/${here.personId}`;
  const mine = useStream(() => openMine(here), who);
  const feed = useStream(
    () => openFeed(here, background, () => window.scrollY > SCROLLED_PX),
    `${who}/${background}`,
  ) as FeedStream;

  const told = Boolean(mine.state.value?.stories.length);

  return (
    <Page
      title="Stories"
      aside={
        (told || !ended) && (
          <Button kind="text" href={here.link("/story?from=feed")}>
            {told ? "My story" : "Tell yours"}
          </Button>
        )
      }
    >
      <EndedNotice />
      <Filters
        value={background}
        onChange={(key) =>
          route(here.link(key ? `/feed?background=${encodeURIComponent(key)}` : "/feed"), true)
        }
      />
      <Loaded stream={feed}>
        {({ stories, next }) => (
          <>
            <Fresh feed={feed} />
            {stories.length === 0 && <NoStories background={background} />}
            {stories.map((story) => (
              <StoryCard key={story.id} story={story} mine={mine} feed={feed} />
            ))}
            {next !== null && <MoreStories key={next} more={feed.more} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface FiltersProps {
  value: string | null;
  onChange: (background: string | null) => void;
}

/** One's own ways in come first. */
function Filters({ value, onChange }: FiltersProps) {
  const { me } = useHere();
  const { offered, label } = useBackgrounds();
  const mine = me.state.value?.profile.backgrounds ?? [];
  const keys = [...new Set([...mine, ...offered.map(({ key }) => key)])];
  return (
    <div class="filters">
      <Choice
        legend="How they got in"
        hideLegend
        value={value ?? ALL}
        onChange={(key) => onChange(key || null)}
        options={[
          { value: ALL, label: "Everyone" },
          ...keys.map((key) => ({
            value: key,
            label: label(key),
            icon: <BackgroundIcon background={key} />,
          })),
        ]}
      />
    </div>
  );
}

/** "3 new": they come when the reader asks for them. */
function Fresh({ feed }: { feed: FeedStream }) {
  const count = feed.state.value?.fresh.length ?? 0;
  function show() {
    feed.amend(showFresh);
    window.scrollTo({ top: 0, behavior: "smooth" });
  }
  return (
    <div class="fresh" role="status">
      {count > 0 && (
        <Button kind="primary" onClick={show}>
          {count} new
          <span class="unseen"> {count === 1 ? "story" : "stories"}: show</span>
        </Button>
      )}
    </div>
  );
}

function NoStories({ background }: { background: string | null }) {
  const here = useHere();
  if (useEnded()) return <Empty icon="feed" title="Nobody told one like this" />;
  return (
    <Empty icon="feed" title={background ? "Nobody has told one like this yet" : "No stories yet"}>
      <p>
        {background
          ? "Is it how you got in? Then yours could be the first."
          : "The first ones appear here once an organiser has read them. Yours could be one."}
      </p>
      <Button kind="primary" href={here.link("/story?from=feed")}>
        Tell yours
      </Button>
    </Empty>
  );
}
