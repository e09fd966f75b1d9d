import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso";
import { SampleLabel } from "../conferences/SampleLabel";
import { useNotices } from "../matching/useNotices";
import { TableCall } from "../tables/TableCall";
import { Nav, type NavItem } from "../ui/Nav";
import { useHere, useRole } from "./here";

/** Pages that are not held in a hand: the projector and the printed poster. */
const BARE = /\/(screen|poster)$/;

/** What surrounds the pages of a conference: the tabs. */
export function Shell({ children }: { children: ComponentChildren }) {
  const { path } = useLocation();
  const { link } = useHere();
  const host = useRole("host");
  const organiser = useRole("organiser");
  const bare = BARE.test(path);
  useNotices(!bare && path !== link("/meet"));
  if (bare) return <>{children}</>;

  const tabs: NavItem[] = [
    { href: link(""), label: "Now", icon: "home" },
    { href: link("/feed"), label: "Stories", icon: "feed" },
    { href: link("/meet"), label: "Meet", icon: "meet" },
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
    <div class="with-nav">
      <TableCall />
      <SampleLabel />
      {children}
      <Nav items={tabs} more={backstage} />
    </div>
  );
}
