import type { ComponentChildren } from "preact";
import { ErrorBoundary } from "preact-iso";
import { useHere, useRole } from "../app/here";
import { InstallHint } from "../app/install";
import { part } from "../app/page";
import { serverNow } from "../live/clock";
import { readDraft } from "../live/drafts";
import { outboxItem, outboxOf } from "../live/outboxItems";
import { useStream } from "../live/useStream";
import { overdue } from "../moderation/claims";
import { openQueue } from "../moderation/store";
import { PROFILE } from "../people/profile";
import type { StoryDraft } from "../stories/draft";
import { openMine } from "../stories/mineStore";
import { draftKey, shelve } from "../stories/shelf";
import { openTalks } from "../tables/store";
import { Page } from "../ui/Page";
import { State } from "../ui/State";
import { useTick } from "../ui/tick";
import { Announcements, News } from "./Announcements";
import { Backstage } from "./Backstage";
import { CoffeeBarLine } from "./CoffeeBarLine";
import "./home.css";
import { Line } from "./Line";
import { NextHero } from "./NextHero";
import { whatNext } from "./next";
import { StoryLine } from "./StoryLine";
import { WavesLine } from "./WavesLine";

const AppointmentHomeLine = part(() =>
  import("../matching/AppointmentHomeLine").then(({ AppointmentHomeLine }) => AppointmentHomeLine),
);
const OpennessSection = part(() =>
  import("../people/OpennessSection").then(({ OpennessSection }) => OpennessSection),
);

/** What should I do now? One obvious thing, and below it what else there is. */
export default function HomePage() {
  const organiser = useRole("organiser");
  return organiser ? (
    <WithQueue>{(waiting, late) => <Home waiting={waiting} late={late} />}</WithQueue>
  ) : (
    <Home waiting={0} late={null} />
  );
}

/** How many stories wait, and whether one has waited for too long: for organisers alone, who may ask. */
function WithQueue({ children }: { children: (waiting: number, late: number | null) => ComponentChildren }) {
  const here = useHere();
  const queue = useStream(() => openQueue(here), here.slug);
  useTick(15_000);
  const within = here.conference.state.value?.conference.review_within ?? Number.POSITIVE_INFINITY;
  const { waiting = 0, reviews = [] } = queue.state.value ?? {};
  return <>{children(waiting, overdue(reviews, within, serverNow()))}</>;
}

function Home({ waiting, late }: { waiting: number; late: number | null }) {
  const here = useHere();
  const { me, conference } = here;
  const who = `${here.slug}/${here.personId}`;
  const talks = useStream(() => openTalks(here), who);
  const mine = useStream(() => openMine(here), who);
  const now = conference.state.value?.conference;
  const told = shelve(mine.state.value, outboxOf(here.slug));
  const shelf = mine.state.value || told.length > 0 ? told : null;
  const unreachable = talks.state.value === null && talks.problem.value !== null;

  const next = whatNext({
    ended: now?.ended ?? false,
    role: me.state.value?.profile.role ?? "attendee",
    talks: talks.state.value?.talks ?? (unreachable ? [] : null),
    shelf,
    begun: Boolean(readDraft<StoryDraft>(here.slug, draftKey(null))?.text),
    waiting,
  });

  return (
    <Page title={now?.name ?? "Now"}>
      <News />
      <NextHero next={next} problem={mine.problem.value} retry={mine.refresh} />
      <nav class="lines" aria-label="Also here">
        {!now?.ended && (
          <ErrorBoundary>
            <AppointmentHomeLine />
          </ErrorBoundary>
        )}
        {next?.kind !== "people" && <WavesLine />}
        <StoryLine shelf={shelf} />
        {!now?.ended && <CoffeeBarLine />}
        {outboxItem(here.slug, PROFILE)?.state === "refused" && (
          <Line href={here.link("/profile")} icon="profile" label="Your profile">
            <State word="Not saved" kind="bad" />
          </Line>
        )}
        <Backstage waiting={waiting} late={late} talks={talks.state.value?.talks ?? []} />
      </nav>
      {!now?.ended && (
        <ErrorBoundary>
          <OpennessSection />
        </ErrorBoundary>
      )}
      <Announcements />
      <InstallHint />
    </Page>
  );
}
