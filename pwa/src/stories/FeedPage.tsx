import { ErrorBoundary, useLocation } from "preact-iso";
import { useEnded, useHere } from "../app/here";
import { part } from "../app/page";
import { EndedNotice } from "../conferences/EndedNotice";
import { useBackgrounds } from "../conferences/useBackgrounds";
import { useStream } from "../live/useStream";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { Button } from "../ui/Button";
import { Choice } from "../ui/Choice";
import { Empty } from "../ui/Empty";
import { Fresh } from "../ui/Fresh";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { usePlaceKept } from "../ui/usePlaceKept";
import { Finding } from "./Finding";
import { type FeedStream, openFeed, showFresh } from "./feedStore";
import { MoreStories } from "./MoreStories";
import { openMine } from "./mineStore";
import type { Wanted } from "./requests";
import { StoryCard } from "./StoryCard";
import { addressOf, wantedIn, wantedInWords } from "./wanted";
import "./stories.css";

const LaterStories = part(() => import("./LaterStories").then((chunk) => chunk.LaterStories));

const ALL = "";
const SCROLLED_PX = 80;

/** What others told, the newest first; the address says what is wanted of it. */
export default function FeedPage() {
  const here = useHere();
  const ended = useEnded();
  const { query, route } = useLocation();
  const later = query.later === "yes";
  const wanted = wantedIn(query);
  const who = `${here.slug}/${here.personId}`;
  const mine = useStream(() => openMine(here), who);
  const feed = useStream(
    () => openFeed(here, wanted, () => window.scrollY > SCROLLED_PX),
    `${who}${addressOf(wanted)}`,
  ) as FeedStream;

  usePlaceKept(feed.state.value !== null);

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
      {!later && (
        <Filters
          value={wanted.background ?? null}
          onChange={(background) => route(here.link(addressOf({ ...wanted, background })), true)}
        />
      )}
      <Finding wanted={wanted} later={later} stories={feed.state.value?.stories ?? []} />
      {later ? (
        <ErrorBoundary>
          <LaterStories mine={mine} feed={feed} />
        </ErrorBoundary>
      ) : (
        <Loaded stream={feed}>
          {({ stories, fresh, next }) => (
            <>
              <Fresh count={fresh.length} one="story" many="stories" onShow={() => show(feed)} />
              {stories.length === 0 && <NoStories wanted={wanted} />}
              {stories.map((story) => (
                <StoryCard key={story.id} story={story} mine={mine} feed={feed} find={wanted.find ?? null} />
              ))}
              {next !== null && <MoreStories key={next} more={feed.more} />}
              {next === null && stories.length > 0 && <p class="quiet">No earlier stories.</p>}
            </>
          )}
        </Loaded>
      )}
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

function show(feed: FeedStream) {
  feed.amend(showFresh);
  window.scrollTo({ top: 0, behavior: "smooth" });
}

/** What to look for where nothing was found. An emoji is no word. */
function adviceOn(find: string): string {
  if (/[\p{L}\p{N}]/u.test(find)) return "Try fewer words, or only how one begins.";
  return "Only words are looked for: write one, or how it begins.";
}

function NoStories({ wanted }: { wanted: Wanted }) {
  const here = useHere();
  const ended = useEnded();
  if (wantedInWords(wanted)) {
    return (
      <Empty
        icon="search"
        title={wanted.find ? `Nobody told one with “${wanted.find}”` : "Nobody told one like this"}
      >
        <p>{wanted.find ? adviceOn(wanted.find) : "Ask for less, and there may be some."}</p>
        <Button href={here.link(addressOf({}))}>Show all stories</Button>
      </Empty>
    );
  }
  if (ended) return <Empty icon="feed" title="Nobody told one like this" />;
  const { background } = wanted;
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
