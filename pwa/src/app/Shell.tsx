import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { ErrorBoundary, useLocation } from "preact-iso";
import { serverNow } from "../live/clock";
import { useStream } from "../live/useStream";
import { openWaves, unanswered, WavesContext } from "../matching/wavesStore";
import { TableCall } from "../tables/TableCall";
import { Nav, type NavItem } from "../ui/Nav";
import { useTick } from "../ui/tick";
import { useHere, useRole } from "./here";
import { part } from "./page";

/** What could not be fetched is said on its own page, and here by nothing. */
const Notices = part(() =>
  import("../matching/Notices").then(
    ({ Notices }) => Notices,
    () => () => null,
  ),
);
const SampleLabel = part(() => import("../conferences/SampleLabel").then(({ SampleLabel }) => SampleLabel));
const Bars = part(() => import("./Bars").then(({ Bars }) => Bars));

/** Pages that are not held in a hand: the projector, the printed poster and cards. */
const BARE = /\/(screen|poster|cards)$/;

const MINUTE_MS = 60_000;

/** What surrounds the pages of a conference: the tabs. */
export function Shell({ children }: { children: ComponentChildren }) {
  const { path } = useLocation();
  if (BARE.test(path)) return <>{children}</>;
  return <WithTabs path={path}>{children}</WithTabs>;
}

function WithTabs({ path, children }: { path: string; children: ComponentChildren }) {
  const here = useHere();
  const { link } = here;
  const muted = here.me.state.value?.profile.muted;
  const host = useRole("host");
  const organiser = useRole("organiser");
  const demo = here.conference.state.value?.conference.demo;
  const stream = useStream(() => openWaves(here), `${here.slug}/${here.personId}`);
  useTick(MINUTE_MS);
  useEffect(() => {
    const keeping = import("../stories/keepTrue").then(({ keepTrue }) => keepTrue(here));
    return () =>
      void keeping.then(
        (end) => end(),
        () => {},
      );
  }, [here]);
  const to = (path: string, label: string, icon: NavItem["icon"]): NavItem => ({
    href: link(path),
    label,
    icon,
  });
  const tabs = [
    to("", "Now", "home"),
    to("/feed", "Stories", "feed"),
    { ...to("/meet", "Meet", "meet"), count: unanswered(stream.state.value, serverNow()).length },
    to("/connections", "Contacts", "connections"),
    to("/profile", "Me", "profile"),
  ];
  const backstage: NavItem[] = [];
  if (host) backstage.push(to("/host", "Host", "host"));
  if (organiser) {
    backstage.push(
      to("/review", "Review", "review"),
      to("/people", "People", "people"),
      to("/settings", "Settings", "settings"),
    );
  }
  return (
    <WavesContext.Provider value={stream}>
      <div class="with-nav">
        <TableCall />
        <ErrorBoundary>{demo && <SampleLabel />}</ErrorBoundary>
        <ErrorBoundary>
          <Notices wanted={path !== link("/meet")} />
          {(host || muted) && <Bars />}
        </ErrorBoundary>
        {children}
        <Nav items={tabs} more={backstage} />
      </div>
    </WavesContext.Provider>
  );
}
