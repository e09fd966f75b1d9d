import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Here } from "../app/here";
import { ProblemError } from "../live/api";
import { forgetStates } from "../live/states";
import { keepState, storage } from "../live/storage";
import type { Feed } from "./feedStore";
import { keepTrue } from "./keepTrue";
import { changeLater, withKept } from "./later";
import type { StoryCard } from "./requests";

type Ears = {
  hear: (fact: object, number: number) => void;
  heal: () => Promise<boolean>;
};
let ears: Ears;
let shown: StoryCard[] | ProblemError;
let asked = 0;
let end = () => {};
const followed = new Set<string>();

vi.mock("../live/alongside", () => ({
  alongside: (given: Ears) => {
    ears = given;
    return () => {};
  },
}));
vi.mock("../live/stream", () => ({
  openStream: () => {},
  isFollowed: (_conference: string, keptAs: string) => followed.has(keptAs),
}));
vi.mock("../live/socket", () => ({ overhear: () => () => {} }));
vi.mock("./requests", () => ({
  fetchFeed: async () => {
    asked++;
    if (shown instanceof ProblemError) throw shown;
    return { number: 9, stories: shown, next: null };
  },
  fetchThese: async (_here: Here, asked: string[]) => {
    if (shown instanceof ProblemError) throw shown;
    return shown.filter(({ id }) => asked.includes(id));
  },
}));

function story(id: string, background = "it"): StoryCard {
  const author = { id: `author-${id}`, name: "Alice", organisation: null, position: null, backgrounds: [] };
  return { id, author, background, title: "", text: `The words of ${id}.`, place: 1 } as unknown as StoryCard;
}

const feed = (...stories: StoryCard[]): Feed => ({ number: 5, stories, fresh: [], next: null });
const put = (keptAs: string, state: unknown) => keepState("expo", keptAs, { state, updatedAt: 0, build: "" });

/** Everything that the phone keeps, as one text. */
async function onThePhone(): Promise<string> {
  return JSON.stringify(await (await storage()).getAll("states"));
}

beforeEach(async () => {
  followed.clear();
  await forgetStates("expo", () => true);
  await put("feed/stories/", feed(story("one"), story("two")));
  await put("feed/stories/it", feed(story("one")));
  await put("talk:1", { table: { people: [{ opening: "The words of one." }] } });
  await put("screen", { stories: [story("one")] });
  await changeLater("expo", (later) => withKept(withKept(later, story("one")), story("two")));
  end = keepTrue({ slug: "expo" } as Here);
});

afterEach(() => {
  end();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test.each([
  ["stories.withdrawn", { story_id: "one" }],
  ["people.person_gone", { person_id: "author-one" }],
])(
  "what is gone by %s while another page is open is gone from the lists that are kept",
  async (type, data) => {
    ears.hear({ type, data }, 6);
    await vi.waitFor(async () => {
      const lists = (await (await storage()).getAllKeys("states")).filter(([, name]) =>
        name.startsWith("feed/"),
      );
      for (const key of lists) {
        expect(JSON.stringify(await (await storage()).get("states", key))).not.toContain("The words of one");
      }
      expect(JSON.stringify(await (await storage()).get("states", ["expo", "later"]))).not.toContain(
        "of one",
      );
    });
    expect(await onThePhone()).toContain("The words of two");
  },
);

test("at the next contact nothing is left of what the server shows no more, wherever it was kept", async () => {
  shown = [story("two")];
  expect(await ears.heal()).toBe(true);
  const all = await onThePhone();
  expect(all).not.toContain("The words of one");
  expect(all).toContain("The words of two");
});

test("a page that is open sees to its own", async () => {
  shown = [];
  followed.add("talk:1");
  followed.add("feed/stories/");
  await ears.heal();
  const names = (await (await storage()).getAllKeys("states")).map(([, keptAs]) => keptAs);
  expect(names).toContain("talk:1");
  const mine = (await (await storage()).get("states", ["expo", "feed/stories/"]))?.state as Feed;
  expect(mine.stories).toHaveLength(2);
});

test("a list of one background stays one", async () => {
  shown = [story("one"), story("three", "hr")];
  await ears.heal();
  const list = (await (await storage()).get("states", ["expo", "feed/stories/it"]))?.state as Feed;
  expect(list.stories.map(({ id }) => id)).toEqual(["one"]);
});

test("without a signal all stays, and is asked about again; who is refused does not ask", async () => {
  const before = await onThePhone();
  shown = new ProblemError({ code: "no-signal" });
  expect(await ears.heal()).toBe(false);
  expect(await onThePhone()).toBe(before);
  shown = new ProblemError({ code: "not-found", status: 404 });
  expect(await ears.heal()).toBe(true);
});

test("facts are applied in the order in which they came", async () => {
  ears.hear({ type: "stories.published", data: { story: story("three") } }, 6);
  ears.hear({ type: "stories.withdrawn", data: { story_id: "three" } }, 7);
  ears.hear({ type: "stories.withdrawn", data: { story_id: "two" } }, 8);
  await vi.waitFor(async () => expect(await onThePhone()).not.toContain("The words of two"));
  expect(await onThePhone()).not.toContain("The words of three");
});

test("the browser's own copy of the first page is taken anew, again and again until an answer comes", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.spyOn(Math, "random").mockReturnValue(0.75); // four seconds each time
  asked = 0;
  shown = new ProblemError({ code: "no-signal" });
  ears.hear({ type: "stories.published", data: { story: story("three") } }, 6);
  ears.hear({ type: "stories.withdrawn", data: { story_id: "one" } }, 7);
  ears.hear({ type: "people.person_gone", data: { person_id: "author-two" } }, 8);
  await vi.waitFor(async () => expect(await onThePhone()).not.toContain("The words of two"));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toBe(1);
  shown = [];
  await vi.advanceTimersByTimeAsync(5_000);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toBe(2);
});

test("who leaves while it is asked for asks no more", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  asked = 0;
  shown = new ProblemError({ code: "no-signal" });
  ears.hear({ type: "stories.withdrawn", data: { story_id: "two" } }, 6);
  await vi.waitFor(async () => expect(await onThePhone()).not.toContain("The words of two"));
  vi.advanceTimersByTime(5_000);
  end();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toBe(1);
});
