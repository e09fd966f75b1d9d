import { useEffect } from "preact/hooks";
import { useHere, useRole } from "../app/here";
import { Button } from "../ui/Button";
import { Empty } from "../ui/Empty";
import { ErrorNote } from "../ui/ErrorNote";
import { Icon } from "../ui/Icon";
import { Loaded } from "../ui/Loaded";
import { Notice } from "../ui/Notice";
import { Page } from "../ui/Page";
import { Skeleton } from "../ui/Skeleton";
import { Poster } from "./Poster";
import "./poster.css";
import type { Conference } from "./settings";
import { useKeys } from "./useKeys";

/** The poster that lets people in, as it comes out of the printer, and the button for that. */
export default function PosterPage() {
  const { me, conference, link } = useHere();
  const host = useRole("host");
  const known = conference.state.value?.conference;
  if (known && host) return <Print conference={known} />;
  return (
    <Page title="Poster" back={link("")}>
      {host ? (
        <Loaded stream={conference}>{() => null}</Loaded>
      ) : (
        <Loaded stream={me}>
          {() => (
            <Empty icon="door" title="This page is for hosts">
              <p>Hosts and organisers print the poster that lets people in.</p>
            </Empty>
          )}
        </Loaded>
      )}
    </Page>
  );
}

function Print({ conference }: { conference: Conference }) {
  const { link } = useHere();
  const { keys, error, retry } = useKeys();
  const shut = conference.ended || conference.joining === "closed";

  useEffect(() => {
    document.title = `Poster · ${conference.name}`; // what a saved PDF is called
  }, [conference.name]);

  return (
    <main class="poster-page">
      <header class="poster-bar">
        <a class="page-back" href={link("")}>
          <Icon name="back" />
          Back
        </a>
        <span class="quiet small">One page, A4 or Letter</span>
        {keys && (
          <Button kind="primary" onClick={() => window.print()}>
            Print
          </Button>
        )}
      </header>
      {shut && (
        <Notice kind="next">
          <p>
            {conference.ended
              ? "The conference has ended, so this poster lets nobody in."
              : "The door is closed, so this poster lets nobody in. Organisers open it in the settings."}
          </p>
        </Notice>
      )}
      {error !== null && <ErrorNote error={error} retry={retry} />}
      {keys ? <Poster conference={conference} keys={keys} /> : error === null && <Skeleton />}
    </main>
  );
}
