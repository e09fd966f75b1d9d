import type { Here } from "../app/here";
import type { KnownFact } from "../contract/types";
import { overhear } from "../live/socket";
import { openStream, type Stream } from "../live/stream";
import { finds } from "./find";
import { fetchFeed, LONGEST_PAGE, type StoryCard, type Wanted } from "./requests";

/** The stories that are shown, those that wait until the reader asks for them, and where the next page begins. */
export interface Feed {
  number: number;
  stories: StoryCard[];
  fresh: StoryCard[];
  next: number | null;
}

/** Pure: the feed after a fact of the stream `feed`, for a reader who wants just these. */
export function applyToFeed(feed: Feed, fact: KnownFact, wanted: Wanted): Feed {
  switch (fact.type) {
    case "stories.published": {
      const { story } = fact.data;
      return wants(wanted, story) ? put(feed, story) : keep(feed, ({ id }) => id !== story.id);
    }
    case "stories.withdrawn":
      return keep(feed, ({ id }) => id !== fact.data.story_id);
    case "people.person_gone":
      return withoutPerson(feed, fact.data.person_id);
    case "people.card_changed": {
      const { person } = fact.data;
      return change(feed, (story) => (story.author.id === person.id ? { ...story, author: person } : story));
    }
    default:
      return feed;
  }
}

/** Whether a story is what a reader wants, as the server sees it. */
export function wants({ background, language, by_accident, find }: Wanted, story: StoryCard): boolean {
  return (
    (!background || story.background === background) &&
    (!language || story.language === language) &&
    (by_accident == null || (story.by_accident !== "no") === by_accident) &&
    (!find || finds(`${story.title}\n${story.text}`, find))
  );
}

/** Pure: without anything of somebody who has gone, or whom one does not see any more. */
export function withoutPerson(feed: Feed, personId: string): Feed {
  return keep(feed, ({ author }) => author.id !== personId);
}

/** Pure: with those shown that have been waiting. */
export function showFresh(feed: Feed): Feed {
  return { ...feed, stories: byPlace([...feed.fresh, ...feed.stories]), fresh: [] };
}

/** Pure: with a further page at the end. */
export function append(feed: Feed, page: { stories: StoryCard[]; next: number | null }): Feed {
  const known = new Set([...feed.stories, ...feed.fresh].map(({ id }) => id));
  return {
    ...feed,
    stories: [...feed.stories, ...page.stories.filter(({ id }) => !known.has(id))],
    next: page.next,
  };
}

/**
 * Pure: a snapshot for somebody who sees `known`. What is new waits if they are in the middle of it, or have been told
 * already that something waits: that button must not go, nor the page move, as they reach for it.
 */
export function holdBack(feed: Feed, known: Feed | null, reading: boolean): Feed {
  const top = known?.stories[0]?.place ?? Number.POSITIVE_INFINITY;
  const stories = feed.stories.filter(({ place }) => place <= top);
  if (stories.length === 0 || !(reading || known?.fresh.length)) return feed;
  return { ...feed, stories, fresh: feed.stories.filter(({ place }) => place > top) };
}

/** What is new waits, so that nothing moves under a thumb; on an empty page nothing can. */
function put(feed: Feed, story: StoryCard): Feed {
  const same = ({ id }: StoryCard) => id === story.id;
  if (feed.stories.some(same) || feed.fresh.some(same)) {
    return change(feed, (one) => (same(one) ? story : one));
  }
  if (feed.next !== null && story.place < feed.next) return feed; // it comes with its page
  if (feed.stories.length === 0) return { ...feed, stories: [story] };
  return { ...feed, fresh: byPlace([story, ...feed.fresh]) };
}

function keep(feed: Feed, wanted: (story: StoryCard) => boolean): Feed {
  return { ...feed, stories: feed.stories.filter(wanted), fresh: feed.fresh.filter(wanted) };
}

function change(feed: Feed, to: (story: StoryCard) => StoryCard): Feed {
  return { ...feed, stories: feed.stories.map(to), fresh: feed.fresh.map(to) };
}

function byPlace(stories: StoryCard[]): StoryCard[] {
  return stories.sort((one, other) => other.place - one.place);
}

export interface FeedStream extends Stream<Feed> {
  /** Fetch the next page, if there is one. Throws ProblemError. */
  more: () => Promise<void>;
}

/**
 * Follow the feed, or what somebody wants of it.
 *
 * `reading` says whether somebody is in the middle of it: then a new snapshot, too, leaves the page where it is.
 */
export function openFeed(here: Here, wanted: Wanted, reading: () => boolean): FeedStream {
  const { slug: conference } = here;
  const isSearch = Boolean(wanted.find || wanted.language || wanted.by_accident != null);
  const apply = (feed: Feed, fact: KnownFact) => applyToFeed(feed, fact, wanted);
  let deepest = Number.POSITIVE_INFINITY; // the place down to which pages have been fetched

  const stream = openStream<Feed>({
    conference,
    stream: "feed",
    keptAs: isSearch ? null : `feed/stories/${wanted.background ?? ""}`,
    apply,
    async load(signal, known) {
      const first = await fetchFeed(here, wanted, signal);
      let feed: Feed = { ...first, fresh: [] };
      while (feed.next !== null && feed.next > deepest) {
        const search = { ...wanted, after: feed.next, limit: LONGEST_PAGE };
        feed = append(feed, await fetchFeed(here, search, signal));
      }
      deepest = feed.next ?? 0;
      return holdBack(feed, known(), reading());
    },
  });

  /** A page read before the last fact was heard could bring back what is gone. */
  async function more(): Promise<void> {
    const after = stream.state.value?.next;
    if (after == null) return;
    let page = await fetchFeed(here, { ...wanted, after });
    while (page.number < (stream.state.value?.number ?? 0))
      page = await fetchFeed(here, { ...wanted, after });
    deepest = page.next ?? 0;
    stream.amend((feed) => (feed.next === after ? append(feed, page) : feed));
  }

  const endBack = overhear(conference, "feed", (_stream, _number, { type }) => {
    if (type === "people.person_back") void stream.refresh();
  });
  return {
    ...stream,
    more,
    close() {
      endBack();
      stream.close();
    },
  };
}
