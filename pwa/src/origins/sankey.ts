import type { Schema } from "../contract/types";

type Flow = Schema<"OriginFlow">;

/** The key of those who said something else, or nothing. */
export const OTHER = "other";

/** People who came the same way, or do the same now. All measures are in letters. */
export interface Bar {
  key: string;
  people: number;
  /** Where its bar begins, and how high it is. */
  y: number;
  height: number;
  /** Where its words stand: the middle of its place, which is never too low for them. */
  middle: number;
}

/** Those who came one way and do one thing now, from the left edge (0) to the right (1). */
export interface Band {
  cameFrom: string;
  now: string;
  people: number;
  /** Which of the bars on the left it comes from, counted from the top. */
  place: number;
  path: string;
}

export interface Sankey {
  height: number;
  left: Bar[];
  right: Bar[];
  bands: Band[];
}

interface Measures {
  /** So high, or higher where the words need it. */
  height: number;
  /** What the words of one bar need. */
  words: number;
  /** The order in which the bars on the right stand; those on the left stand as the flows do. */
  order: readonly string[];
}

const GAP = 0.5;
const ROOM = 1.1; // of what the words need, so that bars differ

/** Pure: where all the bars and bands stand. The same number of people is equally high everywhere. */
export function sankeyOf(flows: readonly Flow[], { height, words, order }: Measures): Sankey {
  const from = summed(flows, "came_from");
  const to = summed(flows, "now").sort((one, other) => order.indexOf(one.key) - order.indexOf(other.key));
  const high = Math.max(height, ROOM * words * Math.max(from.length, to.length));
  const each = Math.min(perPerson(from, high, words), perPerson(to, high, words));
  const left = standing(from, high, words, each);
  const right = standing(to, high, words, each);
  return { height: high, left, right, bands: bandsOf(flows, left, right, each) };
}

/** Pure: the flows with at most so many backgrounds and positions; the smallest are put together as others. */
export function atMost(flows: readonly Flow[], most: number): Flow[] {
  const from = largest(flows, "came_from", most);
  const to = largest(flows, "now", most);
  const sums = new Map<string, Flow>();
  for (const { came_from, now, people } of flows) {
    const flow = {
      came_from: from.has(came_from) ? came_from : OTHER,
      now: to.has(now) ? now : OTHER,
      people,
    };
    const key = JSON.stringify([flow.came_from, flow.now]);
    sums.set(key, { ...flow, people: people + (sums.get(key)?.people ?? 0) });
  }
  return [...sums.values()];
}

type Side = "came_from" | "now";
type Group = Pick<Bar, "key" | "people">;

function summed(flows: readonly Flow[], side: Side): Group[] {
  const sums = new Map<string, number>();
  for (const flow of flows) sums.set(flow[side], (sums.get(flow[side]) ?? 0) + flow.people);
  const groups = [...sums].map(([key, people]) => ({ key, people }));
  return groups.sort((one, other) => Number(one.key === OTHER) - Number(other.key === OTHER));
}

function largest(flows: readonly Flow[], side: Side, most: number): Set<string> {
  const groups = summed(flows, side);
  if (groups.length <= most) return new Set(groups.map(({ key }) => key));
  const named = groups.filter(({ key }) => key !== OTHER).sort((one, other) => other.people - one.people);
  return new Set(named.slice(0, most - 1).map(({ key }) => key));
}

/** How high one person is where bars of few people still have the place for their words. */
function perPerson(groups: readonly Group[], height: number, words: number): number {
  let free = [...groups];
  for (;;) {
    const people = free.reduce((sum, one) => sum + one.people, 0);
    const room = height - words * (groups.length - free.length) - GAP * free.length;
    const each = room / people;
    const roomy = free.filter((one) => one.people * each + GAP >= words);
    if (roomy.length === free.length || roomy.length === 0) return each;
    free = roomy;
  }
}

function standing(groups: readonly Group[], height: number, words: number, each: number): Bar[] {
  const places = groups.map(({ people }) => Math.max(words, people * each + GAP));
  const spare = (height - places.reduce((sum, place) => sum + place, 0)) / groups.length;
  let top = 0;
  return groups.map((group, index) => {
    const place = (places[index] ?? 0) + spare;
    const middle = top + place / 2;
    top += place;
    const high = group.people * each;
    return { ...group, y: middle - high / 2, height: high, middle };
  });
}

function bandsOf(flows: readonly Flow[], left: Bar[], right: Bar[], each: number): Band[] {
  const leaving = new Map(left.map(({ key, y }) => [key, y]));
  const arriving = new Map(right.map(({ key, y }) => [key, y]));
  return left.flatMap((start, place) =>
    right.flatMap((end) => {
      const flow = flows.find(({ came_from, now }) => came_from === start.key && now === end.key);
      if (!flow) return [];
      const high = flow.people * each;
      const y0 = leaving.get(start.key) ?? 0;
      const y1 = arriving.get(end.key) ?? 0;
      leaving.set(start.key, y0 + high);
      arriving.set(end.key, y1 + high);
      return { cameFrom: start.key, now: end.key, people: flow.people, place, path: curve(y0, y1, high) };
    }),
  );
}

function curve(y0: number, y1: number, high: number): string {
  const [a, b, c, d] = [y0, y1, y1 + high, y0 + high].map((y) => y.toFixed(3));
  return `M0 ${a}C.5 ${a} .5 ${b} 1 ${b}V${c}C.5 ${c} .5 ${d} 0 ${d}Z`;
}
