import { expect, test } from "vitest";
import { asWritten, blank, flawsOf, reopened, type StoryDraft, toldBy } from "./draft";

const draft: StoryDraft = {
  id: "a",
  basedOn: null,
  opening: "first-day",
  title: null,
  text: "  The headset had a bite mark in the foam.  ",
  background: "agent",
  by_accident: "yes",
  shown_on: "feed",
  language: "en",
  photo: null,
};

test("a blank page offers one's leading background that has not been told", () => {
  const profile = { backgrounds: ["agent", "hr"] };
  expect(blank(profile, new Set())).toMatchObject({ background: "agent", language: null, text: "" });
  expect(blank(profile, new Set(["agent"])).background).toBe("hr");
  expect(blank(profile, new Set(["agent", "hr"])).background).toBeNull();
  expect(blank(undefined, new Set()).id).not.toBe(blank(undefined, new Set()).id);
});

test.each([
  ["nineteen characters", { text: "x".repeat(19) }, ["text"]],
  ["six hundred and one", { text: "x".repeat(601) }, ["text"]],
  ["six hundred families of emoji", { text: "👩‍👩‍👧".repeat(600) }, []],
  ["nothing but spaces", { text: " ".repeat(40) }, ["text"]],
  ["no background and no answer", { background: null, by_accident: null }, ["background", "by_accident"]],
  ["a title too long", { title: "x".repeat(61) }, ["title"]],
  ["a photo without words", { photo: { id: "p", alt: " " } }, ["photo"]],
  ["a photo with too many words", { photo: { id: "p", alt: "x".repeat(151) } }, ["photo"]],
  ["a photo with words", { photo: { id: "p", alt: "A headset" } }, []],
  ["nothing wrong", {}, []],
])("flaws: %s", (_, part, flawed) => {
  expect(Object.keys(flawsOf({ ...draft, ...part }))).toEqual(flawed);
});

test("only the words are sent, trimmed", () => {
  expect(toldBy(draft)).toEqual({
    opening: "first-day",
    title: "The headset had a bite mark in the foam",
    text: "The headset had a bite mark in the foam.",
    background: "agent",
    by_accident: "yes",
    shown_on: "feed",
    language: "en",
    photo: null,
  });
});

test("the words for a photo are trimmed, too", () => {
  expect(toldBy({ ...draft, photo: { id: "p", alt: " A headset " } }).photo).toEqual({
    id: "p",
    alt: "A headset",
  });
});

test("what was refused is opened again as it was written, on the same basis", () => {
  const told = toldBy(draft);
  const body = { ...told, based_on: 3 };
  const item = { id: 1, conference: "expo", key: "story/a", method: "PUT", path: "/x", body } as const;
  const outgoing = { told, item: { ...item, state: "refused", problem: null } } as const;
  const again = { id: "a", basedOn: 3, ...told, title: null };
  expect(reopened({ id: "a", story: null, outgoing, beside: [] })).toEqual(again);
});

test("a title of one's own stays when the words change; a suggested one goes with them", () => {
  const text = "Something else entirely, and long enough.";
  expect(toldBy({ ...draft, title: " Bitten " }).title).toBe("Bitten");
  expect(toldBy({ ...draft, title: " " }).title).toBe("The headset had a bite mark in the foam");
  expect(toldBy({ ...asWritten(toldBy(draft)), id: "a", basedOn: 1, text }).title).toBe(text.slice(0, -1));
  const own = asWritten(toldBy({ ...draft, title: "Bitten" }));
  expect(toldBy({ ...own, id: "a", basedOn: 1, text }).title).toBe("Bitten");
});
