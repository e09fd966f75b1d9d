import "fake-indexeddb/auto";
import { expect, test, vi } from "vitest";
import type { KnownFact } from "../contract/types";
import { storage } from "../live/storage";
import {
  applyToLater,
  changeLater,
  type Later,
  laterIn,
  letGo,
  openLater,
  verified,
  withKept,
} from "./later";
import type { StoryCard } from "./requests";

function story(id: string, text = `The words of ${id}.`): StoryCard {
  const author = { id: `author-${id}`, name: "Alice", organisation: null, position: null, backgrounds: [] };
  return { id, author, text, title: text, revision: 1 } as unknown as StoryCard;
}

const before: Later = { stories: [story("two"), story("one")], gone: ["old"] };
const ids = ({ stories }: Later) => stories.map(({ id }) => id);
const after = (type: string, data: object) => applyToLater(before, { type, data } as KnownFact);

test("what is kept last comes first, and is kept once", () => {
  expect(ids(withKept(before, story("three")))).toEqual(["three", "two", "one"]);
  expect(ids(withKept(before, story("one")))).toEqual(["one", "two"]);
  expect(withKept(before, story("old"))).toEqual({ stories: [story("old"), ...before.stories], gone: [] });
});

test("what is let go leaves nothing, not even that it is gone", () => {
  expect(ids(letGo(before, "two"))).toEqual(["one"]);
  expect(letGo(before, "old").gone).toEqual([]);
});

test.each([
  ["stories.withdrawn", { story_id: "two" }],
  ["people.person_gone", { person_id: "author-two" }],
])("of what is gone by %s no word stays", (type, data) => {
  const left = after(type, data);
  expect(left.gone).toEqual(["old", "two"]);
  expect(JSON.stringify(left)).not.toContain("The words of two");
  expect(ids(left)).toEqual(["one"]);
});

test("a newer revision takes the place of an older one, and what was gone comes back", () => {
  expect(after("stories.published", { story: story("one", "Newer.") }).stories[1]?.text).toBe("Newer.");
  expect(ids(after("stories.published", { story: story("old") }))).toEqual(["old", "two", "one"]);
  expect(ids(after("stories.published", { story: story("other") }))).toEqual(["two", "one"]);
});

test("what the server shows no more is gone; what was not asked about stays", () => {
  const now = verified(before, ["two", "old"], [story("old")]);
  expect(ids(now)).toEqual(["one", "old"]);
  expect(now.gone).toEqual(["two"]);
});

test("it is on the phone, in its conference", async () => {
  expect(laterIn("expo")).toBeNull();
  await openLater("expo");
  expect(laterIn("expo")).toEqual({ stories: [], gone: [] });
  await changeLater("expo", (later) => withKept(later, story("one")));
  expect(laterIn("expo")?.stories).toHaveLength(1);
  const kept = await (await storage()).get("states", ["expo", "later"]);
  expect(kept?.state).toEqual({ stories: [story("one")], gone: [] });
  await openLater("elsewhere");
  expect(laterIn("elsewhere")?.stories).toEqual([]);
});

test("what changes nothing is not written, nor told anew to whoever shows it", async () => {
  await changeLater("quiet", () => before);
  const written = (await (await storage()).get("states", ["quiet", "later"]))?.updatedAt;
  const shown = laterIn("quiet");
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
  await changeLater("quiet", (known) => letGo(known, "not kept"));
  expect((await (await storage()).get("states", ["quiet", "later"]))?.updatedAt).toBe(written);
  expect(laterIn("quiet")).toBe(shown);
  vi.useRealTimers();
});

test("a phone without storage has kept nothing, and knows that", async () => {
  vi.resetModules();
  vi.stubGlobal("indexedDB", {
    open() {
      throw new DOMException("The operation is insecure.", "SecurityError");
    },
  });
  const bare = await import("./later");
  await bare.openLater("expo");
  expect(bare.laterIn("expo")).toEqual({ stories: [], gone: [] });
  await expect(bare.changeLater("expo", () => before)).rejects.toThrow("insecure");
});
