import { useEffect, useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso";
import { sayDay } from "../conferences/days";
import type { Schema } from "../contract/types";
import { storage } from "../live/storage";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { Page } from "../ui/Page";
import { LeftBehind } from "./LeftBehind";
import { goOnTo } from "./onward";

type Known = Pick<Schema<"ConferenceView">, "name" | "deletes_on">;

/** The way in for a phone that is not in a conference; for one that was, what may have happened. */
export default function NotIn() {
  const { slug = "" } = useRoute().params;
  const [known, setKnown] = useState<Known | null>(null);
  const { route } = useLocation();

  useEffect(() => {
    goOnTo(location.pathname); // whichever door they come in by, the link leads on
    if (location.hash.length > 1) route(`/j${location.hash}`, true); // the card of a table has a key to it
  }, []);

  useEffect(() => {
    setKnown(null);
    lastKnown(slug).then(setKnown, () => {}); // a phone that keeps nothing is told the way in
  }, [slug]);

  if (known) {
    return (
      <Page title={known.name}>
        <Empty icon="clock" title="This conference is no longer here">
          <p>
            It was to be kept until {sayDay(known.deletes_on)}. Either all of it has been deleted since, or
            its organisers have taken you off their list. They can tell you.
          </p>
          <Button kind="primary" href="/">
            Your conferences
          </Button>
          <Button kind="text" href="/back">
            Come back with your code
          </Button>
        </Empty>
        <LeftBehind slug={slug} />
      </Page>
    );
  }
  return (
    <Page title="You are not in">
      <Empty title="This phone is not in this conference">
        <p>Scan the code on the poster, or type it in. If you were here before, come back with your code.</p>
        <Button kind="primary" href="/j">
          Enter a code
        </Button>
        <Button kind="text" href="/back">
          Already here?
        </Button>
      </Empty>
    </Page>
  );
}

/** The conference as this phone last saw it; null when it never has. */
async function lastKnown(slug: string): Promise<Known | null> {
  const kept = await (await storage()).get("states", [slug, "feed"]);
  return (kept?.state as Partial<Schema<"ConferenceSnapshot">> | undefined)?.conference ?? null;
}
