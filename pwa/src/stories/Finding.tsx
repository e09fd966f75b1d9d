import { useState } from "preact/hooks";
import { ErrorBoundary, useLocation } from "preact-iso";
import { useHere } from "../app/here";
import { part } from "../app/page";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import type { StoryCard, Wanted } from "./requests";
import { addressOf, LATER, wantedInWords } from "./wanted";

const FindSheet = part(() => import("./FindSheet").then((chunk) => chunk.FindSheet));

interface FindingProps {
  wanted: Wanted;
  /** Only what this phone has kept to be read later is shown. */
  later: boolean;
  stories: readonly StoryCard[];
}

/** Where one asks for just some stories, and what has been asked for. It is in the address, so Back undoes it. */
export function Finding({ wanted, later, stories }: FindingProps) {
  const here = useHere();
  const { route } = useLocation();
  const [asked, setAsked] = useState(false);
  const [open, setOpen] = useState(false);
  const inWords = wantedInWords(wanted);

  function show(next: Wanted) {
    setOpen(false);
    const known = addressOf(wanted);
    if (addressOf(next) !== known) route(here.link(addressOf(next)), inWords !== null);
  }

  return (
    <>
      <div class="finding">
        <Button
          onClick={() => {
            setAsked(true);
            setOpen(true);
          }}
        >
          <Icon name="search" />
          Find
        </Button>
        <Button pressed={later} onClick={() => route(here.link(later ? "/feed" : LATER), later)}>
          <Icon name="bookmark" />
          Read later
        </Button>
        <a class="feed-origins" href={here.link("/origins")}>
          How this room got here
        </a>
      </div>
      <p class="found" role="status">
        {inWords && (
          <>
            <span>{inWords}.</span>{" "}
            <Button kind="text" onClick={() => show({ background: wanted.background ?? null })}>
              Show all
            </Button>
          </>
        )}
      </p>
      {asked && (
        <ErrorBoundary>
          <FindSheet
            open={open}
            wanted={wanted}
            stories={stories}
            onClose={() => setOpen(false)}
            onFind={show}
          />
        </ErrorBoundary>
      )}
    </>
  );
}
