import "fake-indexeddb/auto";
import { beforeEach, expect, test, vi } from "vitest";
import { saveDraft } from "./drafts";
import { forgetConference, forgetOthers } from "./forgetting";
import { keepNothing, keepState, storage } from "./storage";
import { forgetUnsent, unsentOf } from "./unsent";

const asked = vi.hoisted(() => [] as string[]);

vi.mock("./api", async (original) => ({
  ...(await original<typeof import("./api")>()),
  request: async (_method: string, path: string) => {
    asked.push(path);
    throw new Error("refused");
  },
}));

const state = (text: string) => ({ state: { text }, updatedAt: 0, build: "" });

async function kept(conference: string): Promise<string[]> {
  const keys = await (await storage()).getAllKeys("states");
  return keys.filter(([slug]) => slug === conference).map(([, keptAs]) => keptAs);
}

beforeEach(async () => {
  for (const slug of ["expo", "other"]) {
    await forgetConference(slug);
    keepNothing(slug, false);
    for (const keptAs of ["feed", "feed/stories/", "feed/stories/it", "later", "talk:1", "person:me"]) {
      await keepState(slug, keptAs, state(`${keptAs} at ${slug}`));
    }
  }
  saveDraft("expo", "story/new", { text: "Begun, and nobody has seen it." });
  const command = { conference: "expo", key: "story/1", path: "/stories/1", expiresAt: null, problem: null };
  const body = { text: "Waiting for a signal." };
  await (await storage()).add("outbox", { ...command, method: "PUT", body });
  asked.length = 0;
});

test("whoever is taken off keeps their own unsent words, the conference's name, and nothing else", async () => {
  await forgetOthers("expo");
  expect(await kept("expo")).toEqual(["feed"]);
  expect(await unsentOf("expo")).toEqual(["Begun, and nobody has seen it.", "Waiting for a signal."]);
  expect(await kept("other")).toHaveLength(6);
});

test("the browser's own copy of the feed is replaced by a refusal", async () => {
  await forgetOthers("expo");
  expect(asked).toEqual(["/conferences/expo/feed?"]);
});

test("a page that closes late keeps nothing, until one has come in again", async () => {
  await forgetOthers("expo");
  await keepState("expo", "feed/stories/", state("late"));
  expect(await kept("expo")).toEqual(["feed"]);
  keepNothing("expo", false);
  await keepState("expo", "feed/stories/", state("again"));
  expect(await kept("expo")).toEqual(["feed", "feed/stories/"]);
});

test("whoever leaves leaves nothing", async () => {
  await forgetConference("expo");
  expect(await kept("expo")).toEqual([]);
  expect(await unsentOf("expo")).toEqual([]);
});

test("unsent words can be thrown away, and those of another conference stay", async () => {
  saveDraft("other", "story/new", { text: "Somewhere else." });
  await forgetUnsent("expo");
  expect(await unsentOf("expo")).toEqual([]);
  expect(await unsentOf("other")).toEqual(["Somewhere else."]);
});
