import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso";
import { SampleLabel } from "../conferences/SampleLabel";
import { serverNow } from "../live/clock";
import { useStream } from "../live/useStream";
import { useNotices } from "../matching/useNotices";
import { openWaves, unanswered, WavesContext } from "../matching/wavesStore";
import { TableCall } from "../tables/TableCall";
import { Nav, type NavItem } from "../ui/Nav";
import { useTick } from "../ui/tick";
import { useHere, useRole } from "./here";

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
  const host = useRole("host");
  const organiser = useRole("organiser");
  const stream = useStream(() => openWaves(here), `${here.slug}/${here.personId}`);
  useTick(MINUTE_MS);
  useNotices(path !== link("/meet"));
  const waves = stream.state.value ? unanswered(stream.state.value, serverNow()) : [];

  const tabs: NavItem[] = [
    { href: link(""), label: "Now", icon: "home" },
    { href: link("/feed"), label: "Stories", icon: "feed" },
    { href: link("/meet"), label: "Meet", icon: "meet", count: waves.length },
    { href: link("/connections"), label: "Contacts", icon: "connections" },
    { href: link("/profile"), label: "Me", icon: "profile" },
  ];
  const backstage: NavItem[] = [
    ...(host ? [{ href: link("/host"), label: "Host", icon: "host" } as const] : []),
    ...(organiser
      ? ([
          { href: link("/review"), label: "Review", icon: "review" },
          { href: link("/people"), label: "People", icon: "people" },
          { href: link("/settings"), label: "Settings", icon: "settings" },
        ] as const)
      : []),
  ];
  return (
    <WavesContext.Provider value={waves}>
      <div class="with-nav">
        <TableCall />
        <SampleLabel />
        {children}
        <Nav items={tabs} more={backstage} />
      </div>
    </WavesContext.Provider>
  );
}
