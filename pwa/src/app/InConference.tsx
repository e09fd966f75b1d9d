import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso";
import { ErrorNote } from "../ui/ErrorNote";
import { Page } from "../ui/Page";
import { Skeleton } from "../ui/Skeleton";
import { attendances, attendancesProblem, refreshAttendances } from "./attendances";
import { closeHere, HereContext, openHere } from "./here";
import { onward } from "./onward";
import { page } from "./page";

const BannedPage = page(() => import("../people/BannedPage"));
const NotIn = page(() => import("./NotIn"));

/** Shows its children to those who are in the conference, and what to do to those who are not. */
export function InConference({ slug, children }: { slug: string; children: ComponentChildren }) {
  const attendance = attendances.value?.find((one) => one.slug === slug);
  const here = attendance && openHere(attendance);
  const { route } = useLocation();
  const shut = here?.me.problem.value?.isPassing === false;

  useEffect(() => {
    if (shut) void refreshAttendances(); // perhaps one is not in any more
  }, [shut]);

  useEffect(() => {
    if (!attendance) closeHere();
  }, [attendance]);

  useEffect(() => {
    const path = here && onward(here.link("/"));
    if (path) route(path, true);
  }, [here]);

  if (here?.me.problem.value?.code === "banned") return <BannedPage key={slug} />;
  if (here) return <HereContext.Provider value={here}>{children}</HereContext.Provider>;
  if (attendances.value === null) {
    return (
      <Page title="One moment">
        {attendancesProblem.value ? (
          <ErrorNote error={attendancesProblem.value} retry={refreshAttendances} />
        ) : (
          <Skeleton />
        )}
      </Page>
    );
  }
  return <NotIn key={slug} />;
}
