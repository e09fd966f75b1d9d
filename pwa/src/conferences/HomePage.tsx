import type { ComponentChildren } from "preact";
import { useHere, useRole } from "../app/here";
import { InstallHint } from "../app/install";
import { readDraft } from "../live/drafts";
import { outboxItem, outboxOf } from "../live/outbox";
import { useStream } from "../live/useStream";
import { openQueue } from "../moderation/store";
import { PROFILE } from "../people/profile";
import { draftKey, type StoryDraft } from "../stories/draft";
import { openMine } from "../stories/mineStore";
import { shelve } from "../stories/shelf";
import { openTalks } from "../tables/store";
import { Page } from "../ui/Page";
import { State } from "../ui/State";
import { Announcements, News } from "./Announcements";
import { Backstage } from "./Backstage";
import { CoffeeBarLine } from "./CoffeeBarLine";
import "./home.css";
import { Line } from "./Line";
import { NextHero } from "./NextHero";
import { whatNext } from "./next";
import { StoryLine } from "./StoryLine";
import { WavesLine } from "./WavesLine";

/** What should I do now? One obvious thing, and below it what else there is. */
export default function HomePage() {
  const organiser = useRole("organiser");
  return organiser ? <WithQueue>{(waiting) => <Home waiting={waiting} />}</WithQueue> : <Home waiting={0} />;
}

/** How many stories wait: for organisers alone, who may ask. */
function WithQueue({ children }: { children: (waiting: number) => ComponentChildren }) {
  const here = useHere();
  const queue = useStream(() => openQueue(here), here.slug);
  return <>{children(queue.state.value?.waiting ?? 0)}</>;
}

function Home({ waiting }: { waiting: number }) {
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
        {next?.kind !== "people" && <WavesLine />}
        <StoryLine shelf={shelf} />
        {!now?.ended && <CoffeeBarLine />}
        {outboxItem(here.slug, PROFILE)?.state === "refused" && (
          <Line href={here.link("/profile")} icon="profile" label="Your profile">
            <State word="Not saved" kind="bad" />
          </Line>
        )}
        <Backstage waiting={waiting} talks={talks.state.value?.talks ?? []} />
      </nav>
      <Announcements />
      <InstallHint />
    </Page>
  );
}
