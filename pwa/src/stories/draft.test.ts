import { expect, test } from "vitest";
import { blank, flawsOf, reopened, type StoryDraft, toldBy } from "./draft";

const draft: StoryDraft = {
  id: "a",
  basedOn: null,
  opening: "first-day",
  text: "  The headset had a bite mark in the foam.  ",
  background: "agent",
  by_accident: "yes",
  shown_on: "feed",
  language: "en",
};

test("a blank page offers one's leading background that has not been told", () => {
  const profile = { backgrounds: ["agent", "hr"], languages: ["fr"] };
  expect(blank(profile, new Set())).toMatchObject({ background: "agent", language: "fr", text: "" });
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
  ["nothing wrong", {}, []],
])("flaws: %s", (_, part, flawed) => {
  expect(Object.keys(flawsOf({ ...draft, ...part }))).toEqual(flawed);
});

test("only the words are sent, trimmed", () => {
  expect(toldBy(draft)).toEqual({
    opening: "first-day",
    text: "The headset had a bite mark in the foam.",
    background: "agent",
    by_accident: "yes",
    shown_on: "feed",
    language: "en",
  });
});

test("what was refused is opened again as it was written, on the same basis", () => {
  const told = toldBy(draft);
  const body = { ...told, based_on: 3 };
  const item = { id: 1, conference: "expo", key: "story/a", method: "PUT", path: "/x", body } as const;
  const outgoing = { told, item: { ...item, state: "refused", problem: null } } as const;
  expect(reopened({ id: "a", story: null, outgoing, beside: [] })).toEqual({ id: "a", basedOn: 3, ...told });
});
