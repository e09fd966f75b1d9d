import { countCharacters } from "../ui/Field";
import type { Background } from "./useBackgrounds";

type Ways = readonly Background[];

/** As many as the server keeps, with those that are offered no more. */
export const MOST_WAYS = 24;
const LONGEST_LABEL = 60;
const LONGEST_KEY = 24;

/** Pure: those offered, in their order, and those offered no more. */
export function sortWays(ways: Ways): { offered: Background[]; kept: Background[] } {
  return { offered: ways.filter(({ shown }) => shown), kept: ways.filter(({ shown }) => !shown) };
}

/** Pure: a key for a new way, as code and files use it: of its words where they have Latin letters. */
export function keyFor(label: string, ways: Ways): string {
  const latin = label
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}|['’]/gu, "");
  const words = latin.replace(/[^a-z0-9]+/g, "-").replace(/^[^a-z]+/, "");
  const key = words.slice(0, LONGEST_KEY - 3).replace(/-$/, "") || "own";
  const taken = new Set(ways.map((way) => way.key));
  for (let number = 1; ; number++) {
    const free = number === 1 ? key : `${key}-${number}`;
    if (!taken.has(free)) return free;
  }
}

/** Pure: with a new way, offered after all others. */
export function withWay(ways: Ways, label: string): Background[] {
  const { offered, kept } = sortWays(ways);
  return [...offered, { key: keyFor(label, ways), label, shown: true }, ...kept];
}

/** Pure: with other words for a way. Its key stays, and so does what people have chosen. */
export function renamed(ways: Ways, key: string, label: string): Background[] {
  return ways.map((way) => (way.key === key ? { ...way, label } : way));
}

/** Pure: with a way offered one place earlier (-1) or later (1). */
export function moved(ways: Ways, key: string, by: -1 | 1): Background[] {
  const { offered, kept } = sortWays(ways);
  const from = offered.findIndex((way) => way.key === key);
  const to = from + by;
  if (from < 0 || to < 0 || to >= offered.length) return [...ways];
  offered.splice(to, 0, ...offered.splice(from, 1));
  return [...offered, ...kept];
}

/** Pure: with a way offered no more. Whoever chose it keeps it, unless it is so new that nobody can have: `known` is what the server has. */
export function withoutWay(ways: Ways, key: string, known: Ways): Background[] {
  const { offered, kept } = sortWays(ways);
  const gone = offered.find((way) => way.key === key && known.some((one) => one.key === key));
  return [...offered.filter((way) => way.key !== key), ...kept, ...(gone ? [{ ...gone, shown: false }] : [])];
}

/** Pure: with a way offered again, after all others. */
export function broughtBack(ways: Ways, key: string): Background[] {
  const { offered, kept } = sortWays(ways);
  const back = kept.filter((way) => way.key === key).map((way) => ({ ...way, shown: true }));
  return [...offered, ...back, ...kept.filter((way) => way.key !== key)];
}

/** Pure: what is wrong with them, by `backgrounds` or `backgrounds.{index}.label`. */
export function flawsOfWays(ways: Ways): Record<string, string> {
  const flaws: Record<string, string> = {};
  ways.forEach(({ label }, index) => {
    if (label.trim() === "") flaws[`backgrounds.${index}.label`] = "This is needed.";
    if (countCharacters(label.trim()) > LONGEST_LABEL)
      flaws[`backgrounds.${index}.label`] = `At most ${LONGEST_LABEL} characters.`;
  });
  if (sortWays(ways).offered.length === 0) flaws.backgrounds = "Offer at least one of them.";
  return flaws;
}
