import { readingTime } from "./rotation";

/** What the wall shows while nobody sits at tables. */
export type Slide =
  | { kind: "question" }
  | { kind: "call" }
  | { kind: "origins" }
  | { kind: "story"; id: string }
  | { kind: "takeaway"; id: string };

/** What there is to show. */
export interface Offer {
  /** A talk gathers. */
  calling: boolean;
  /** What its host last said to everyone, by its id: that calls at once. */
  called: string | null;
  /** In the order in which they come up the first time. */
  stories: readonly { id: string; text: string; featured: boolean }[];
  takeaways: readonly { id: string }[];
  /** How the room got here can be drawn. */
  origins: boolean;
}

/** What is up, what waits to follow it, and what of all that is offered has been up. */
export interface Turn {
  slide: Slide;
  coming: readonly Slide[];
  /** What of `Offer.called` was heeded. */
  called: string | null;
  /** How many slides there have been, and how many stories. */
  count: number;
  told: number;
  /** How many featured stories there have been since one that is not. */
  run: number;
  /** Which slide something was last; a story counts anew once it is featured. */
  shown: Readonly<Record<string, number>>;
}

type Story = Offer["stories"][number];

const CALL: Slide = { kind: "call" };
const FIRST = { slide: { kind: "question" }, coming: [], count: 0, told: 0, run: 0, shown: {} } as const;
const AT_A_TIME = 4; // takeaways
const EVERY = 3; // stories, then how the room got here
const TWICE = 2; // as often as another story, a featured one
const OTHER_MS = 15_000;
const DRAWN_MS = 25_000; // there is more to see than to read

/** Pure: what comes up after `turn`; first of all after null. */
export function nextTurn(turn: Turn | null, offer: Offer): Turn {
  const now: Turn = { ...FIRST, ...turn, called: offer.called };
  const waiting = now.coming.filter((slide) => isOffered(slide, offer));
  if (offer.calling && now.slide.kind !== "call") {
    const cut = turn && isCalledAway(turn, offer) && isOffered(turn.slide, offer) ? [turn.slide] : [];
    return up(now, CALL, [...cut, ...waiting], offer);
  }
  const coming = waiting.length === 0 && isStory(now.slide) ? between(now, offer) : waiting;
  const story = nextStory(now, offer);
  const [first, ...rest] = coming;
  if (first && !(story && isFresh(story, now))) return up(now, first, rest, offer);
  if (!story) return up(now, { kind: "question" }, [], offer);
  const told = up(now, { kind: "story", id: story.id }, coming, offer);
  return { ...told, told: now.told + 1, run: story.featured ? now.run + 1 : 0 };
}

/** Pure: whether what is up may stay until its time is over: not if it was taken down, or a host calls. */
export function stays(turn: Turn, offer: Offer): boolean {
  return isOffered(turn.slide, offer) && !isCalledAway(turn, offer);
}

/** Pure: how long something stays up, in milliseconds. */
export function timeOf(slide: Slide, { stories }: Offer): number {
  if (slide.kind === "origins") return DRAWN_MS;
  const story = slide.kind === "story" && stories.find(({ id }) => id === slide.id);
  return story ? readingTime(story) : OTHER_MS;
}

function isOffered(slide: Slide, { calling, stories, takeaways, origins }: Offer): boolean {
  switch (slide.kind) {
    case "question":
      return stories.length === 0;
    case "call":
      return calling;
    case "origins":
      return origins;
    case "story":
      return stories.some(({ id }) => id === slide.id);
    case "takeaway":
      return takeaways.some(({ id }) => id === slide.id);
  }
}

function isCalledAway({ slide, called }: Turn, offer: Offer): boolean {
  return offer.calling && offer.called !== null && offer.called !== called && slide.kind !== "call";
}

function isStory({ kind }: Slide): boolean {
  return kind === "story" || kind === "question"; // the question stands where stories would
}

/** After a story: what tables took away, and every so often how the room got here. */
function between(now: Turn, { stories, takeaways, origins }: Offer): Slide[] {
  const some = byTurns(takeaways, now).slice(0, AT_A_TIME);
  const drawn = origins && (stories.length === 0 || (now.told > 0 && now.told % EVERY === 0));
  return [
    ...some.map(({ id }): Slide => ({ kind: "takeaway", id })),
    ...(drawn ? [{ kind: "origins" } as const] : []),
  ];
}

/** What is newly featured; else featured stories and others by turns, so that each featured one comes twice as often. */
function nextStory(now: Turn, { stories }: Offer): Story | undefined {
  const featured = stories.filter((story) => story.featured);
  const others = stories.filter((story) => !story.featured);
  const [next] = byTurns(featured, now);
  const [other] = byTurns(others, now);
  if (!next || !other) return next ?? other;
  const inARow = featured.length === 1 ? 1 : Math.ceil((TWICE * featured.length) / others.length);
  return isFresh(next, now) || now.run < inARow ? next : other;
}

/** What has not been up for longest comes first, before that what never was. */
function byTurns<T extends { id: string; featured?: boolean }>(things: readonly T[], { shown }: Turn): T[] {
  const last = (thing: T) => shown[markOf(thing)] ?? 0;
  return [...things].sort((one, other) => last(one) - last(other));
}

function isFresh(story: Story, { shown }: Turn): boolean {
  return story.featured && shown[markOf(story)] === undefined;
}

function markOf({ id, featured = false }: { id: string; featured?: boolean }): string {
  return featured ? `${id} featured` : id;
}

/** Puts something up, and remembers of what is offered when it was. */
function up(now: Turn, slide: Slide, coming: readonly Slide[], { stories, takeaways }: Offer): Turn {
  const count = now.count + 1;
  const shown: Record<string, number> = {};
  for (const thing of [...stories, ...takeaways]) {
    const isUp = "id" in slide && slide.id === thing.id;
    for (const mark of [thing.id, markOf(thing)]) {
      const at = isUp ? count : now.shown[mark];
      if (at !== undefined) shown[mark] = at;
    }
  }
  return { ...now, slide, coming, count, shown };
}
