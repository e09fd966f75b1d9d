import { expect, test } from "vitest";
import titles from "../../../tests/stories/titles.json";
import { directionOf } from "./direction";
import { suggestedTitle } from "./title";
import { titled } from "./titled";

test.each(titles as [string, string][])("%s is called by its first sentence", (text, title) => {
  expect(suggestedTitle(text)).toBe(title);
});

test.each([
  [
    "what it begins with",
    "I fell in",
    "I fell in. Then I stayed.",
    { heading: null, lead: "I fell in", rest: ". Then I stayed." },
  ],
  [
    "part of that",
    "I fell…",
    "I fell in. Then I stayed.",
    { heading: null, lead: "I fell", rest: " in. Then I stayed." },
  ],
  [
    "that, with fewer spaces",
    "I fell in by bus",
    "I fell  in\nby  bus. Then I stayed.",
    { heading: null, lead: "I fell  in\nby  bus", rest: ". Then I stayed." },
  ],
  ["all of it", "I fell in", "I fell in.", { heading: null, lead: "", rest: "I fell in." }],
  ["something else", "Still here", "I fell in.", { heading: "Still here", lead: "", rest: "I fell in." }],
  ["nothing yet", undefined, "I fell in.", { heading: null, lead: "", rest: "I fell in." }],
])("a story whose title is %s is read once", (_, title, text, set) => {
  expect(titled(title, text)).toEqual(set);
});

test("a story runs the way of its language; where that is unknown, of its first letter", () => {
  expect(["he", "ar-EG", "fa"].map(directionOf)).toEqual(["rtl", "rtl", "rtl"]);
  expect(["en", "arn", "th"].map(directionOf)).toEqual(["ltr", "ltr", "ltr"]);
  expect(directionOf(null)).toBe("auto");
});

test("a megabyte that was pasted is called by its first sentence, at once", () => {
  const began = performance.now();
  expect(suggestedTitle(`${"It was an advertisement, for a summer job. ".repeat(25_000)}`)).toBe(
    "It was an advertisement, for a summer job",
  );
  expect(performance.now() - began).toBeLessThan(100);
});
