import type { Schema } from "../contract/types";
import { charactersOf } from "../ui/Field";

type Name = Schema<"WallName">;

/** A name as it stands on the wall. `more`: what tells it from others like it; it is short, and the name gives way to it. */
export interface Line {
  id: string;
  name: string;
  more: string;
  table: number;
}

const LONGEST = 18;
const MOST_MORE = 10;
const LEAST_MORE = 6; // in a crowd
const WIDE = /[\u1100-\u11ff\u2e80-\uffef]/;

/** Pure: how wide a text is, in letters; those of East Asia count for nearly two. */
export function lettersIn(text: string): number {
  return [...text].reduce((sum, letter) => sum + (WIDE.test(letter) ? 1.8 : 1), 0);
}

/** Pure: the names as they stand on the wall. `short`: of all of them, and not only of long ones, just enough to tell them apart. */
export function linesOf(names: readonly Name[], short: boolean): Line[] {
  const alike = new Map<string, string[]>();
  for (const { name } of names) alike.set(given(name), [...(alike.get(given(name)) ?? []), restOf(name)]);
  return names.map(({ person_id: id, name, organisation, table }) => {
    const most = short ? LEAST_MORE : MOST_MORE;
    const whole = !short && lettersIn(name) <= LONGEST;
    if (whole || organisation) return { id, name, more: cut(organisation ?? "", most), table };
    return {
      id,
      name: given(name),
      more: cut(initials(restOf(name), alike.get(given(name)) ?? []), most),
      table,
    };
  });
}

/** The first name, with what often stands before it: "Dr Ada", "J. Robert". */
function given(name: string): string {
  const words = name.split(" ");
  const first = words.findIndex((word) => word.length > 3 && !word.endsWith("."));
  return words.slice(0, first < 0 ? words.length : first + 1).join(" ");
}

function restOf(name: string): string {
  return name.slice(given(name).length).trim();
}

/** So much of the rest of a name as no other of that first name has: "S.", "Sm.". */
function initials(rest: string, rests: readonly string[]): string {
  const others = rests.filter((other) => other !== rest);
  if (others.length === 0) return "";
  for (let length = 1; length < rest.length; length += 1) {
    const head = rest.slice(0, length);
    if (!others.some((other) => other.startsWith(head))) return `${head.trim()}.`;
  }
  return rest;
}

/** The beginning of a text, where the wall would have no place for the name beside it. */
function cut(text: string, most: number): string {
  if (lettersIn(text) <= most) return text;
  let head = "";
  for (const letter of charactersOf(text)) {
    if (lettersIn(head + letter) >= most) break;
    head += letter;
  }
  return `${head.trim()}…`;
}

/** Pure: from which letters to which a page goes, as in a dictionary: "Ad – Ch". Just so many as tell it from the next. */
export function rangeOf(pages: readonly (readonly Line[])[], page: number): string {
  const name = (of: number, at: number) => pages[of]?.at(at)?.name ?? "";
  const from = headOf(name(page, 0), name(page - 1, -1));
  const to = headOf(name(page, -1), name(page + 1, 0));
  return from === to ? from : `${from} – ${to}`;
}

const LONGEST_HEAD = 4;

function headOf(name: string, other: string): string {
  const [one, two] = [name, other].map((text) => [...text.toLocaleUpperCase()]) as [string[], string[]];
  const differs = one.findIndex((letter, index) => letter !== two[index]);
  const length = differs < 0 ? LONGEST_HEAD : Math.min(LONGEST_HEAD, differs + 1);
  const head = [...name].slice(0, length).join("").trim();
  return head.charAt(0).toLocaleUpperCase() + head.slice(1);
}
