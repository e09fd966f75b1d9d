import { expect, test } from "vitest";
import type { Schema } from "../contract/types";
import { boardFor, pageAt, paged } from "./board";
import { lettersIn, linesOf, rangeOf } from "./names";

function named(...names: string[]): Schema<"WallName">[] {
  return names.map((name, place) => ({ person_id: `${place}`, name, organisation: null, table: place + 1 }));
}

function words(names: readonly Schema<"WallName">[], short: boolean): string[] {
  return linesOf(names, short).map(({ name, more }) => `${name} ${more}`.trim());
}

test.each([
  ["a first name that nobody else has is enough", ["Priya Sharma", "Thomas Lee"], ["Priya", "Thomas"]],
  ["two of a name take as much more as they differ in", ["Anna Kent", "Anna Moss"], ["Anna K.", "Anna M."]],
  ["where one letter is too few, two", ["Anna Mann", "Anna Moss"], ["Anna Ma.", "Anna Mo."]],
  ["who gave no more stays as they are", ["Anna", "Anna Moss"], ["Anna", "Anna M."]],
  ["one name may be the beginning of another", ["Anna Mann", "Anna Manning"], ["Anna Mann", "Anna Manni."]],
  [
    "what tells them apart leaves room for the name",
    ["Anna Worthington-A", "Anna Worthington-B"],
    ["Anna Worth…", "Anna Worth…"],
  ],
  ["titles alone are no name", ["Dr Valerie Graham", "Dr Simon Park"], ["Dr Valerie", "Dr Simon"]],
  ["scripts without spaces stay whole", ["王小明", "王小红"], ["王小明", "王小红"]],
])("in a crowd: %s", (_sentence, names, expected) => {
  expect(words(named(...names), true)).toEqual(expected);
});

test("with room for all, only a long name is cut", () => {
  const names = named("Priya Sharma", "Maximiliane Freifrau von Hohenstein");
  expect(words(names, false)).toEqual(["Priya Sharma", "Maximiliane"]);
});

test("who go by one name are told apart by what they share", () => {
  const names = named("Anna", "Anna").map((one, place) =>
    place ? one : { ...one, organisation: "The Mill" },
  );
  expect(words(names, false)).toEqual(["Anna The Mill", "Anna"]);
  expect(words(names, true)).toEqual(["Anna The M…", "Anna"]);
});

test("letters of East Asia are wide", () => {
  expect(lettersIn("王小明")).toBeGreaterThan(lettersIn("Bob"));
});

test("pages say from where to where they go, as a dictionary does", () => {
  const pages = paged(linesOf(named("Ada", "Bob", "Chen", "Claire", "Dan", "Zoë"), false), 2);
  expect(pages.map((_, page) => rangeOf(pages, page))).toEqual(["A – Ch", "Cl – Z"]);
});

const WALL = { width: 31, height: 15.5 };

test.each([
  ["a dozen names stand on one page, and large", 12, { pages: 1, columns: 2, rows: 6 }],
  ["36 fill it in the smallest letters", 36, { size: 1, pages: 1, columns: 3, rows: 12 }],
  ["more take pages, in columns alike", 120, { size: 1, pages: 4, columns: 3, rows: 10 }],
  ["a hall full as well", 800, { size: 1, pages: 23, columns: 3, rows: 12 }],
  ["nobody takes one page, too", 0, { pages: 1 }],
])("%s", (_sentence, count, expected) => {
  expect(boardFor(count, 10, WALL)).toMatchObject(expected);
});

test("a few names are as large as the longest of them allows", () => {
  const beside = { width: 17.4, height: 15.5 };
  for (const letters of [6, 11, 18]) {
    const { size, columns } = boardFor(3, letters, beside);
    expect(columns).toBe(1);
    expect((letters * 0.68 + 2.9) * size).toBeLessThanOrEqual(beside.width);
  }
  expect(boardFor(3, 6, beside).size).toBe(1.9);
});

test("every name is on one page, in order", () => {
  const names = Array.from({ length: 119 }, (_, place) => place);
  expect(paged(names, 4).flat()).toEqual(names);
  expect(paged(names, 4).map(({ length }) => length)).toEqual([29, 30, 30, 30]);
});

test("pages turn calmly, and all of them within the walk", () => {
  const seen = (pages: number) =>
    new Set(Array.from({ length: 45 }, (_, second) => pageAt(second * 1000, pages)));
  expect(seen(4).size).toBe(4);
  expect(pageAt(3_999, 24)).toBe(0);
  expect(pageAt(4_000, 24)).toBe(1);
  expect(pageAt(11_999, 2)).toBe(0);
});
