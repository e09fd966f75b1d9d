import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, type Mock, test, vi } from "vitest";
import { ProblemError } from "./api";
import type { Fact, Listener } from "./socket";
import { forgetStates } from "./states";
import { storage } from "./storage";
import { openStream, type Stream } from "./stream";

let listener: Listener;
let beside: Listener;
const followed = new Set<string>();

const askAgain = vi.fn();

vi.mock("./socket", () => ({
  askAgain: () => askAgain(),
  subscribe: (_conference: string, stream: string, given: Listener) => {
    if (stream === "feed") listener = given;
    else beside = given;
    followed.add(stream);
    return () => followed.delete(stream);
  },
}));

interface Feed {
  number: number;
  texts: string[];
}

function open(load: () => Promise<Feed>, keptAs?: string | null): Stream<Feed> {
  return openStream<Feed, Fact>({
    conference: "expo",
    stream: "feed",
    ...(keptAs !== undefined && { keptAs }),
    load,
    apply: (state, fact: Fact) => ({ ...state, texts: [...state.texts, fact.data as string] }),
  });
}

const said = (data: string): Fact => ({ type: "said", data });

beforeEach(() => forgetStates("expo", () => true));

test("a snapshot and the facts after it make the state", async () => {
  const stream = open(async () => ({ number: 7, texts: ["a"] }));
  listener.hear(8, said("b"));
  await vi.waitFor(() => expect(stream.state.value).toEqual({ number: 8, texts: ["a", "b"] }));
  listener.hear(9, null);
  listener.hear(10, said("c"));
  expect(stream.state.value?.texts).toEqual(["a", "b", "c"]);
  expect(stream.updatedAt.value).toBeTypeOf("number");
  stream.close();
});

test("without a signal it shows what this phone last knew, and how old that is", async () => {
  const before = open(async () => ({ number: 7, texts: ["a"] }));
  await vi.waitFor(() => expect(before.state.value).not.toBeNull());
  before.close();

  const after = open(() => Promise.reject(new ProblemError({ code: "no-signal" })));
  await vi.waitFor(() => expect(after.state.value).toEqual({ number: 7, texts: ["a"] }));
  expect(after.updatedAt.value).toBe(before.updatedAt.value);
  expect(after.problem.value?.code).toBe("no-signal");
  after.close();
});

test("a problem is told only beside what this phone knows, and that is kept from the first moment", async () => {
  const before = open(async () => ({ number: 7, texts: ["a"] }));
  const kept = async () => (await storage()).get("states", ["expo", "feed"]);
  await vi.waitFor(async () => expect(await kept()).toBeDefined(), { timeout: 400 });

  const after = open(() => Promise.reject(new ProblemError({ code: "no-signal" })));
  const known: (Feed | null)[] = [];
  after.problem.subscribe((problem) => problem && known.push(after.state.value));
  await vi.waitFor(() => expect(known).toEqual([{ number: 7, texts: ["a"] }]));
  before.close();
  after.close();
});

test("what the phone learns beside the stream is kept, and makes nothing newer than it is", async () => {
  const stream = open(async () => ({ number: 7, texts: ["a"] }));
  stream.amend((state) => ({ ...state, texts: ["too early"] }));
  await vi.waitFor(() => expect(stream.state.value?.texts).toEqual(["a"]));
  const at = stream.updatedAt.value;
  stream.amend((state) => ({ ...state, texts: [...state.texts, "an older one"] }));
  expect(stream.state.value).toEqual({ number: 7, texts: ["a", "an older one"] });
  expect(stream.updatedAt.value).toBe(at);
  stream.close();
});

test("two stores of one stream are kept apart", async () => {
  for (const name of ["talks", "stories"]) {
    const stream = open(async () => ({ number: 7, texts: [name] }), name);
    await vi.waitFor(() => expect(stream.state.value).not.toBeNull());
    stream.close();
  }
  const talks = open(() => Promise.reject(new ProblemError({ code: "no-signal" })), "talks");
  await vi.waitFor(() => expect(talks.state.value?.texts).toEqual(["talks"]));
  talks.close();
});

test("what is to be kept nowhere is gone when the app is closed", async () => {
  const before = open(async () => ({ number: 7, texts: ["a"] }), null);
  await vi.waitFor(() => expect(before.state.value).not.toBeNull());
  before.close();
  const db = await storage();
  expect(await db.count("states", ["expo", "feed"])).toBe(0);
});

test("a stream that comes back after being refused is fetched again", async () => {
  const load = vi.fn(async () => ({ number: 1, texts: [] as string[] }));
  load.mockRejectedValueOnce(new ProblemError({ code: "not-found", status: 404 }));
  const stream = open(load);
  await vi.waitFor(() => expect(stream.problem.value?.code).toBe("not-found"));
  listener.reached(1);
  await vi.waitFor(() => expect(stream.state.value?.number).toBe(1));
  expect(stream.problem.value).toBeNull();
  stream.close();
});

test("a closed stream changes no more", async () => {
  let arrive: (feed: Feed) => void = () => {};
  const stream = open(() => new Promise((resolve) => (arrive = resolve)));
  stream.close();
  arrive({ number: 3, texts: ["late"] });
  await Promise.resolve();
  listener.hear(4, said("later"));
  expect(stream.state.value).toBeNull();
});

interface Talk extends Feed {
  person_number: number;
}

function openTalk(
  load: () => Promise<Talk>,
  renew?: (snapshot: Talk, known: Talk | null) => Talk,
): Stream<Talk> {
  return openStream<Talk, Fact>({
    conference: "expo",
    stream: "feed",
    keptAs: null,
    load,
    ...(renew && { renew }),
    apply: (state, fact: Fact) => ({ ...state, texts: [...state.texts, fact.data as string] }),
    further: [{ stream: "person:1", at: (talk) => talk.person_number }],
  });
}

test("a further stream's facts change the state from where the snapshot stands, each once", async () => {
  const stream = openTalk(async () => ({ number: 7, person_number: 3, texts: ["a"] }));
  beside.hear(3, said("in the snapshot"));
  beside.hear(4, said("b"));
  await vi.waitFor(() => expect(stream.state.value?.texts).toEqual(["a", "b"]));
  beside.hear(4, said("b"));
  beside.hear(5, said("c"));
  listener.hear(8, said("d"));
  expect(stream.state.value).toEqual({ number: 8, person_number: 3, texts: ["a", "b", "c", "d"] });
  stream.close();
  expect(followed).toEqual(new Set());
});

test("what a further stream told between the snapshot and the subscription is fetched", async () => {
  const load = vi.fn(async () => ({ number: 7, person_number: 3, texts: ["before"] }));
  const stream = openTalk(load);
  await vi.waitFor(() => expect(stream.state.value).not.toBeNull());
  load.mockResolvedValue({ number: 7, person_number: 4, texts: ["after"] });
  beside.reached(4);
  await vi.waitFor(() => expect(stream.state.value?.texts).toEqual(["after"]), { timeout: 3_000 });
  beside.reached(4);
  expect(load).toHaveBeenCalledTimes(2);
  stream.close();
});

describe("what a phone has missed", () => {
  const sent = (snapshot: Talk) => JSON.stringify(snapshot);
  const known = { number: 7, person_number: 3, texts: ["before"] };
  let load: Mock<() => Promise<Talk>>;
  let stream: Stream<Talk>;

  beforeEach(async () => {
    askAgain.mockClear();
    load = vi.fn(async () => known);
    stream = openTalk(load, (snapshot, old) => ({
      ...snapshot,
      texts: [...snapshot.texts, `${old?.number}`],
    }));
    expect(listener.at?.()).toBeUndefined();
    await vi.waitFor(() => expect(stream.state.value).not.toBeNull());
    expect(listener.at?.()).toBe(7);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
    stream.close();
  });

  test("is taken where the server sends it along, and nothing is fetched", async () => {
    listener.reached(9, sent({ number: 9, person_number: 4, texts: ["sent"] }));
    expect(stream.state.value?.texts).toEqual(["sent", "7"]);
    listener.hear(10, said("next"));
    beside.hear(4, said("in the snapshot"));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(stream.state.value).toEqual({ number: 10, person_number: 4, texts: ["sent", "7", "next"] });
    expect(load).toHaveBeenCalledOnce();
    expect(askAgain).not.toHaveBeenCalled();
  });

  test.each([
    ["of its stream", { number: 8, person_number: 3, texts: ["old"] }],
    ["of a further one", { number: 9, person_number: 3, texts: ["old"] }],
  ])("does not take back what was heard meanwhile %s", (_where, old) => {
    listener.hear(8, said("a"));
    listener.hear(9, said("b"));
    beside.hear(4, said("c"));
    listener.reached(9, sent(old));
    expect(stream.state.value?.texts).toEqual(["before", "a", "b", "c"]);
  });

  test("is asked for over the socket after a gap, and fetched if that brings nothing", async () => {
    listener.hear(9, said("b"));
    await vi.advanceTimersByTimeAsync(1_500);
    expect(askAgain).toHaveBeenCalledOnce();
    listener.reached(9, sent({ number: 9, person_number: 3, texts: ["sent"] }));
    expect(stream.state.value?.texts).toEqual(["sent", "7"]);

    listener.hear(11, said("c"));
    await vi.advanceTimersByTimeAsync(1_500);
    expect(askAgain).toHaveBeenCalledTimes(2);
    load.mockResolvedValue({ number: 11, person_number: 3, texts: ["fetched"] });
    listener.reached(11);
    await vi.advanceTimersByTimeAsync(0);
    expect(stream.state.value?.texts).toEqual(["fetched"]);
    expect(load).toHaveBeenCalledTimes(2);
  });

  test("is fetched where nobody answers, and where it is a further stream's", async () => {
    load.mockResolvedValue({ ...known, person_number: 4 });
    beside.reached(4);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(load).toHaveBeenCalledTimes(2);
    listener.reached(8);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(askAgain).toHaveBeenCalledOnce();
    listener.reached(8);
    expect(load).toHaveBeenCalledTimes(3);
  });

  test("ends a problem, too", async () => {
    load.mockRejectedValueOnce(new ProblemError({ code: "no-signal" }));
    await stream.refresh();
    expect(stream.problem.value?.code).toBe("no-signal");
    listener.reached(9, sent({ number: 9, person_number: 4, texts: ["sent"] }));
    expect(stream.problem.value).toBeNull();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(load).toHaveBeenCalledTimes(2);
  });
});

test("a fact that tells too little is applied, and the rest is fetched", async () => {
  let texts = ["a"];
  const stream = openStream<Feed, Fact>({
    conference: "expo",
    stream: "feed",
    load: async () => ({ number: 7, texts }),
    apply: (state, fact: Fact) => ({ ...state, texts: [...state.texts, fact.data as string] }),
    tellsTooLittle: (state, fact) => state.texts.length === 2 && fact.data === "more",
  });
  await vi.waitFor(() => expect(stream.state.value?.texts).toEqual(["a"]));
  listener.hear(8, said("more"));
  expect(stream.state.value?.texts).toEqual(["a", "more"]);
  texts = ["fetched"];
  listener.hear(9, said("more"));
  await vi.waitFor(() => expect(stream.state.value?.texts).toEqual(["fetched"]));
  stream.close();
});

test("what is asked for after a command is no older, though a snapshot was on its way", async () => {
  const arrive: ((feed: Feed) => void)[] = [];
  const stream = open(() => new Promise((resolve) => arrive.push(resolve)));
  const [refreshed, both] = [stream.refresh(), stream.refresh()];
  arrive[0]?.({ number: 7, texts: ["before"] });
  await vi.waitFor(() => expect(arrive).toHaveLength(2));
  expect(stream.state.value?.texts).toEqual(["before"]);
  arrive[1]?.({ number: 8, texts: ["after"] });
  await Promise.all([refreshed, both]);
  expect(stream.state.value?.texts).toEqual(["after"]);
  expect(arrive).toHaveLength(2);
  stream.close();
});

test("a fact that tells too little while a snapshot is on its way is fetched after it", async () => {
  const arrive: ((feed: Feed) => void)[] = [];
  const stream = openStream<Feed, Fact>({
    conference: "expo",
    stream: "feed",
    keptAs: null,
    load: () => new Promise((resolve) => arrive.push(resolve)),
    apply: (state) => state,
    tellsTooLittle: () => true,
  });
  listener.hear(8, said("more"));
  arrive[0]?.({ number: 7, texts: ["before"] });
  await vi.waitFor(() => expect(arrive).toHaveLength(2));
  arrive[1]?.({ number: 8, texts: ["after"] });
  await vi.waitFor(() => expect(stream.state.value?.texts).toEqual(["after"]));
  expect(arrive).toHaveLength(2);
  listener.hear(9, said("more"));
  stream.close();
  arrive[2]?.({ number: 9, texts: ["late"] });
  await Promise.resolve();
  expect(arrive).toHaveLength(3);
});
