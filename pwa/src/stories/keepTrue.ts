import type { Here } from "../app/here";
import type { KnownFact } from "../contract/types";
import { alongside } from "../live/alongside";
import { ProblemError } from "../live/api";
import { forgetStates, rewriteStates } from "../live/states";
import { isFollowed } from "../live/stream";
import { applyToFeed, type Feed, wants } from "./feedStore";
import { applyToLater, changeLater, laterIn, openLater, verified } from "./later";
import { fetchFeed, fetchThese, type Wanted } from "./requests";

/** How the lists of the feed are kept: followed by the background that each is of, or nothing. */
const LISTS = "feed/stories/";
/** Where else others' words are kept: what was read at tables, and on the screen. Only an open page keeps it true. */
const ELSEWHERE = /^(talk:|screen$)/;
/** A hall does not ask at once. */
const SPREAD_MS = 4_000;

/**
 * Keeps true what this phone has kept of others' stories while no page shows it: what is withdrawn or hidden is gone
 * from it within a moment, and at the next contact if the phone was away. Returns the function that ends it.
 */
export function keepTrue(here: Here): () => void {
  const { slug } = here;
  let turn: Promise<unknown> = openLater(slug);
  let renewal: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = turn.then(act);
    turn = done.catch(() => {});
    return done;
  }

  async function hear(fact: KnownFact, number: number): Promise<void> {
    if (fact.type === "people.person_back") return verify().then(() => {});
    await changeLater(slug, (later) => applyToLater(later, fact));
    await rewriteLists((feed, wanted) => ({ ...applyToFeed(feed, fact, wanted), number }));
    if (fact.type === "stories.withdrawn" || fact.type === "people.person_gone") renewBrowsersCopy();
  }

  /** The browser has its own copy of the first page, which hears no facts: only another answer takes its place. */
  function renewBrowsersCopy(): void {
    renewal ??= setTimeout(
      async () => {
        renewal = undefined;
        try {
          await fetchFeed(here, {});
        } catch (error) {
          if (!ended && error instanceof ProblemError && error.isPassing) renewBrowsersCopy();
        }
      },
      (0.25 + Math.random()) * SPREAD_MS,
    );
  }

  /** Ask about all of it: the lists by the first page, which costs the server least; and what is kept for later. */
  async function verify(): Promise<void> {
    const page = await fetchFeed(here, {});
    await rewriteLists((feed, wanted) => {
      const stories = page.stories.filter((story) => wants(wanted, story));
      return { ...feed, ...page, stories, fresh: [] };
    });
    const { stories = [], gone = [] } = laterIn(slug) ?? {};
    const asked = [...stories.map(({ id }) => id), ...gone];
    if (asked.length > 0) {
      const shown = await fetchThese(here, asked);
      await changeLater(slug, (later) => verified(later, asked, shown));
    }
    await forgetStates(slug, (keptAs) => ELSEWHERE.test(keptAs) && !isFollowed(slug, keptAs));
  }

  async function rewriteLists(change: (feed: Feed, wanted: Wanted) => Feed): Promise<void> {
    await rewriteStates(slug, LISTS, (keptAs, state) => {
      if (isFollowed(slug, keptAs)) return state; // its page sees to it
      return change(state as Feed, { background: keptAs.slice(LISTS.length) || null });
    });
  }

  // From the beginning: all that is kept is asked for once at every start, whatever it was known to be.
  const endFollowing = alongside<KnownFact>({
    conference: slug,
    stream: "feed",
    from: 0,
    hear: (fact, number) => void inTurn(() => hear(fact, number)).catch(() => {}),
    heal: () =>
      inTurn(verify).then(
        () => true,
        (error) => !(error instanceof ProblemError && error.isPassing), // who is refused need not ask again
      ),
  });
  return () => {
    ended = true;
    clearTimeout(renewal);
    endFollowing();
  };
}
