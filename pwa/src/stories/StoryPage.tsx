import { useEffect, useState } from "preact/hooks";
import { ErrorBoundary, useLocation } from "preact-iso";
import { useEnded, useHere } from "../app/here";
import { part } from "../app/page";
import { outboxOf } from "../live/outboxItems";
import { useStream } from "../live/useStream";
import { Page } from "../ui/Page";
import { Skeleton } from "../ui/Skeleton";
import { blank, reopened } from "./draft";
import { openMine } from "./mineStore";
import { StoryForm } from "./StoryForm";
import { shelve, taken } from "./shelf";
import { standing } from "./standing";

const MyStories = part(() => import("./MyStories").then((chunk) => chunk.MyStories));

const NEW = "new";
const FROM: ReadonlySet<string | undefined> = new Set(["feed", "meet"]);

/** One's own stories, or the page to write one: `?write=new`, `?write={id}`. `?from=feed`, `?from=meet`: Back leads there. */
export default function StoryPage() {
  const here = useHere();
  const ended = useEnded();
  const { query, route } = useLocation();
  const mine = useStream(() => openMine(here), `${here.slug}/${here.personId}`);
  const [begun, setBegun] = useState(false);
  const above = here.link(FROM.has(query.from) ? `/${query.from}` : "");
  const shelf = shelve(mine.state.value, outboxOf(here.slug));
  const unknown = [mine, here.me].some(
    ({ state, problem }) => state.value === null && problem.value === null,
  );

  useEffect(() => {
    import("./MyStories").catch(() => {}); // it is where a story stands that is sent without a signal
  }, []);

  function begin() {
    if (!query.write) setBegun(true);
  }

  function leave() {
    setBegun(false);
    window.scrollTo({ top: 0 }); // where it says what becomes of it
    if (query.write) route(here.link("/story"), true);
  }

  const asked = shelf.find(({ id }) => id === query.write);
  const start = asked && reopened(asked);
  if (asked && start && !ended) {
    return (
      <StoryForm
        key={asked.id}
        id={asked.id}
        start={start}
        told={taken(shelf, asked.id)}
        live={asked.story?.live != null}
        refusal={asked.story?.state === "sent-back" ? standing(asked.story) : null}
        back={here.link("/story")}
        onBegin={begin}
        onSent={leave}
      />
    );
  }
  // Nothing is known yet; but whoever has begun to write goes on, whatever arrives meanwhile.
  if (unknown && !begun && shelf.length === 0) {
    return (
      <Page title="My story" back={above}>
        <Skeleton lines={5} />
      </Page>
    );
  }
  if (!ended && (begun || query.write === NEW || shelf.length === 0)) {
    const told = taken(shelf, "");
    return (
      <StoryForm
        key={NEW}
        id={null}
        start={blank(here.me.state.value?.profile, told)}
        told={told}
        live={false}
        refusal={null}
        back={query.write ? here.link("/story") : above}
        onBegin={begin}
        onSent={leave}
      />
    );
  }
  return (
    <ErrorBoundary>
      <MyStories shelf={shelf} stream={mine} back={above} />
    </ErrorBoundary>
  );
}
