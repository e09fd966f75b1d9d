import { expect, test } from "vitest";
import type { OutboxItem } from "../live/outboxItems";
import type { Mine } from "./mineStore";
import type { OwnStory, Telling } from "./requests";
import { shelve, taken } from "./shelf";

const told = {
  background: "it",
  opening: null,
  title: "The switch broke",
  text: "The switch broke, and nobody else knew where the cables went.",
  by_accident: "yes",
  shown_on: "feed",
  language: "en",
  photo: null,
} as const satisfies Telling;

function story(id: string, more: Partial<OwnStory> = {}): OwnStory {
  const latest = { ...told, revision: 1, written_at: "2026-11-22T10:00:00.000Z" };
  return {
    id,
    state: "in-review",
    version: 1,
    latest,
    live: null,
    drafts: [],
    reason: null,
    words: null,
    same_here: 0,
    as_card: false,
    hidden: false,
    ...more,
  };
}

function item(id: string, more: Partial<OutboxItem> = {}): OutboxItem {
  return {
    id: 1,
    conference: "expo",
    key: `story/${id}`,
    method: "PUT",
    path: `/stories/${id}`,
    body: { ...told, based_on: null },
    state: "waiting",
    problem: null,
    ...more,
  };
}

function refused(id: string, code: string, met?: OwnStory): OutboxItem {
  const params = met ? { story: met } : {};
  return item(id, { state: "refused", problem: { code, status: 409, detail: "", params, errors: {} } });
}

const mine = (...stories: OwnStory[]): Mine => ({ number: 1, stories, same_here: [] });

test("a story that waits to be sent is there, known to the server or not", () => {
  expect(shelve(null, [item("a")])).toMatchObject([{ id: "a", story: null, outgoing: { told } }]);
  expect(shelve(mine(story("a")), [item("a")])).toMatchObject([
    { id: "a", story: { id: "a" }, outgoing: { told } },
  ]);
});

test("what the outbox has sent shows as answered before the fact is heard, and never over a newer one", () => {
  const done = item("a", { state: "done", answer: story("a", { version: 2 }) });
  expect(shelve(mine(story("a")), [done])[0]).toMatchObject({ story: { version: 2 }, outgoing: null });
  const newer = mine(story("a", { version: 3, state: "live" }));
  expect(shelve(newer, [done])[0]?.story).toMatchObject({ version: 3, state: "live" });
});

test("what ran into a story told already lies beside that story, once", () => {
  const draft = { ...told, text: "Written on the other phone.", revision: 2, written_at: "" };
  const met = story("a", { drafts: [draft] });
  const clash = { ...refused("b", "story-exists", met), body: { ...told, text: draft.text, based_on: null } };
  const [only, ...others] = shelve(mine(met), [clash]);
  expect(others).toEqual([]);
  expect(only).toMatchObject({ id: "a", outgoing: null });
  expect(only?.beside).toMatchObject([{ told: { text: draft.text }, draft: 2, item: { key: "story/b" } }]);
});

test("words for which there was no room beside a story stay on the phone, with the reason", () => {
  const [met, refusal, ...others] = shelve(mine(story("a")), [refused("b", "too-many-drafts")]);
  expect(others).toEqual([]);
  expect(met).toMatchObject({ id: "a", outgoing: null, beside: [] });
  expect(refusal).toMatchObject({ id: "b", story: null, outgoing: { told, item: { state: "refused" } } });
});

test("a draft that is on its way into the story is not shown twice", () => {
  const draft = { ...told, revision: 2, written_at: "" };
  expect(shelve(mine(story("a", { drafts: [draft] })), [item("a")])[0]?.beside).toEqual([]);
});

test("what another phone was faster with is shown beside what was written here", () => {
  const now = story("a", { version: 4 });
  const [only] = shelve(mine(story("a")), [refused("a", "version-conflict", now)]);
  expect(only).toMatchObject({ story: { version: 4 }, outgoing: { told } });
});

test("other items of the outbox are no stories", () => {
  expect(shelve(mine(), [item("a", { key: "profile" })])).toEqual([]);
});

test("a background is taken by another story, sent or not, never by the same one", () => {
  const shelf = shelve(mine(story("a")), [
    item("b", { body: { ...told, background: "hr", based_on: null } }),
  ]);
  expect(taken(shelf, "")).toEqual(new Set(["it", "hr"]));
  expect(taken(shelf, "a")).toEqual(new Set(["hr"]));
});
