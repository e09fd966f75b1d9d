import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ProblemError } from "./api";

type Handler = (message?: unknown) => void;

type Answer = { number: number; missed?: string } | { problem: { code: string; status: number } };

/** The socket's client as this file uses it; `answers` are what the server says of a stream. */
class FakeSocket {
  connected = false;
  /** Another with every connection. */
  id: string | undefined;
  patience = 0;
  handlers = new Map<string, Handler>();
  /** How often the phone has tried to connect. */
  tries = 0;
  /** Whether anybody answers there; false where all is lost on the way. */
  alive = true;
  reachable = true;
  asked: string[] = [];
  /** Where the phone said it stood when it asked last. */
  stood: Record<string, number> | undefined;
  answers = new Map<string, Answer>();
  refusal: { code: string; status: number } | undefined;

  on(event: string, handler: Handler) {
    this.handlers.set(event, handler);
  }
  timeout(patience: number) {
    this.patience = patience;
    return this;
  }
  async emitWithAck(
    event: string,
    { conference, streams, at }: { conference?: string; streams?: string[]; at?: Record<string, number> },
  ) {
    if (!streams) {
      this.asked.push(event);
      if (!this.alive) await new Promise((_, reject) => setTimeout(reject, this.patience));
      return { now: 0 };
    }
    this.asked.push(`${event} ${conference} ${streams.join(" ")}`);
    this.stood = at;
    if (this.refusal) return { problem: this.refusal };
    const numbers: Record<string, number> = {};
    const missed: Record<string, string> = {};
    const problems: Record<string, object> = {};
    for (const stream of streams) {
      const answer = this.answers.get(stream) ?? { number: 0 };
      if ("number" in answer) {
        numbers[stream] = answer.number;
        if (answer.missed) missed[stream] = answer.missed;
      } else problems[stream] = answer.problem;
    }
    return { numbers, missed, problems };
  }
  emit(event: string, { stream }: { stream: string }) {
    this.asked.push(`${event} ${stream}`);
  }
  connect() {
    this.tries++;
    this.connected = this.reachable;
    this.id = this.connected ? crypto.randomUUID() : undefined;
    this.handlers.get(this.reachable ? "connect" : "connect_error")?.();
  }
  disconnect() {
    const lost = this.connected;
    this.connected = false;
    if (lost) this.handlers.get("disconnect")?.();
  }
  tell(event: string, message: object) {
    this.handlers.get(event)?.(message);
  }
}

let fake: FakeSocket;
vi.mock("socket.io-client", () => ({ io: () => fake }));
vi.stubGlobal("fetch", async () => new Response('{"now": 0}'));

let live: typeof import("./socket");
let connection: typeof import("./connection").connection;

function listener() {
  return {
    hear: vi.fn<(number: number, fact: unknown) => void>(),
    reached: vi.fn<(number: number, missed?: string) => void>(),
    refused: vi.fn<(problem: ProblemError) => void>(),
  };
}

async function connected(): Promise<void> {
  await vi.waitFor(() => expect(fake.handlers.has("connect")).toBe(true));
  fake.connect();
}

const subscriptions = () => fake.asked.filter((line) => line.startsWith("subscribe"));

beforeEach(async () => {
  vi.resetModules();
  fake = new FakeSocket();
  live = await import("./socket");
  ({ connection } = await import("./connection"));
});

test("a subscription made before the connection is sent with it, and again with every further one", async () => {
  live.subscribe("expo", "feed", listener());
  await connected();
  expect(subscriptions()).toEqual(["subscribe expo feed"]);
  fake.disconnect();
  expect(connection.value).toBe("reconnecting");
  fake.connect();
  await Promise.resolve();
  expect(connection.value).toBe("connected");
  expect(subscriptions()).toEqual(["subscribe expo feed", "subscribe expo feed"]);
});

test("whoever comes back asks for all streams of a conference in one message", async () => {
  const [feed, talk, other] = [listener(), listener(), listener()];
  fake.answers.set("feed", { number: 41 });
  fake.answers.set("talk:1", { number: 7 });
  live.subscribe("expo", "feed", feed);
  live.subscribe("expo", "talk:1", talk);
  live.subscribe("other", "feed", other);
  await connected();
  const once = ["subscribe expo feed talk:1", "subscribe other feed"];
  expect(subscriptions()).toEqual(once);
  await vi.waitFor(() => expect(talk.reached).toHaveBeenCalledExactlyOnceWith(7, undefined));
  expect(feed.reached).toHaveBeenCalledExactlyOnceWith(41, undefined);
  fake.connect();
  await Promise.resolve();
  expect(subscriptions()).toEqual([...once, ...once]);
});

test("it says where it stands, and hears what it has missed", async () => {
  const standing = (at: number | undefined) => ({ ...listener(), at: () => at });
  const [talk, other, none] = [standing(7), listener(), standing(undefined)];
  for (const one of [talk, none, other]) live.subscribe("expo", "talk:1", one);
  live.subscribe("expo", "talk:2", none);
  live.subscribe("expo", "feed", listener());
  await connected();
  expect(fake.stood).toEqual({ "talk:1": 7 });
  fake.asked = [];
  fake.answers.set("talk:1", { number: 9, missed: "{}" });
  live.askAgain("expo", "talk:1");
  await vi.waitFor(() => expect(talk.reached).toHaveBeenLastCalledWith(9, "{}"));
  expect(other.reached).toHaveBeenLastCalledWith(9, "{}");
  expect(subscriptions()).toEqual(["subscribe expo talk:1"]);
});

test("the time is asked for again when the phone comes back, but not so often", async () => {
  live.subscribe("expo", "feed", listener());
  await connected();
  const clocks = () => fake.asked.filter((event) => event === "clock").length;
  await vi.waitFor(() => expect(clocks()).toBe(4));
  fake.disconnect();
  fake.connect();
  await vi.waitFor(() => expect(clocks()).toBe(5));
  await new Promise((resolve) => setTimeout(resolve));
  expect(clocks()).toBe(5);
});

test("a page that opens asks for its streams together, and not for what it has left again", async () => {
  live.subscribe("expo", "feed", listener());
  await connected();
  fake.asked = [];
  live.subscribe("expo", "talk:1", listener());
  live.subscribe("expo", "talk:2", listener())();
  live.subscribe("expo", "person:1", listener());
  await Promise.resolve();
  expect(subscriptions()).toEqual(["subscribe expo talk:1 person:1"]);
});

test("the answer says where the stream stands, or why it is closed", async () => {
  const feed = listener();
  const talk = listener();
  fake.answers.set("feed", { number: 41 });
  fake.answers.set("talk:1", { problem: { code: "not-found", status: 404 } });
  live.subscribe("expo", "feed", feed);
  live.subscribe("expo", "talk:1", talk);
  await connected();
  await vi.waitFor(() => expect(feed.reached).toHaveBeenCalledWith(41, undefined));
  await vi.waitFor(() => expect(talk.refused.mock.calls[0]?.[0]).toMatchObject({ code: "not-found" }));
});

test("a server that is busy is asked again before long, and one that refuses is not", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  fake.answers.set("feed", { problem: { code: "busy", status: 503 } });
  fake.answers.set("talk:1", { problem: { code: "not-found", status: 404 } });
  const feed = listener();
  live.subscribe("expo", "feed", feed);
  live.subscribe("expo", "talk:1", listener());
  await connected();
  await vi.waitFor(() => expect(feed.refused).toHaveBeenCalled());
  fake.asked = [];
  fake.answers.set("feed", { number: 41 });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(subscriptions()).toEqual(["subscribe expo feed"]);
  expect(feed.reached).toHaveBeenCalledWith(41, undefined);
  vi.useRealTimers();
});

test("a server too busy for any of them is asked for all again, together", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  fake.refusal = { code: "busy", status: 503 };
  const [feed, talk] = [listener(), listener()];
  live.subscribe("expo", "feed", feed);
  live.subscribe("expo", "talk:1", talk);
  await connected();
  await vi.waitFor(() => expect(talk.refused.mock.calls[0]?.[0]).toMatchObject({ code: "busy" }));
  expect(feed.refused).toHaveBeenCalledOnce();
  fake.asked = [];
  fake.refusal = undefined;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(subscriptions()).toEqual(["subscribe expo feed talk:1"]);
  vi.useRealTimers();
});

describe("once connected", () => {
  let feed: ReturnType<typeof listener>;
  let leave: () => void;

  beforeEach(async () => {
    feed = listener();
    leave = live.subscribe("expo", "feed", feed);
    live.subscribe("other", "feed", listener());
    await connected();
    fake.asked = [];
  });

  test("a fact reaches the listeners of its stream and conference", () => {
    fake.tell("fact", { conference: "expo", stream: "feed", number: 5, type: "said", data: "hello" });
    fake.tell("fact", { conference: "other", stream: "feed", number: 9, type: "said", data: "noise" });
    fake.tell("fact", { conference: "expo", stream: "feed", number: 6 });
    expect(feed.hear.mock.calls).toEqual([
      [5, { type: "said", data: "hello" }],
      [6, null],
    ]);
  });

  test("the repeated numbers reach them too", () => {
    fake.tell("numbers", { conference: "expo", numbers: { feed: 7, reviewers: 3 } });
    expect(feed.reached).toHaveBeenCalledWith(7);
  });

  test("when rights change everything of that conference is asked for again, and nothing else", async () => {
    fake.tell("rights", { conference: "expo" });
    await Promise.resolve();
    expect(subscriptions()).toEqual(["subscribe expo feed"]);
  });

  test("the last listener to leave ends the subscription", () => {
    const second = live.subscribe("expo", "feed", listener());
    leave();
    expect(fake.asked).not.toContain("unsubscribe feed");
    second();
    second();
    expect(fake.asked.filter((line) => line === "unsubscribe feed")).toHaveLength(1);
  });

  test("a seated person hears of their table before subscribing to it", () => {
    const heard = vi.fn();
    const deaf = live.overhear("expo", "table:", heard);
    fake.tell("fact", { conference: "expo", stream: "table:9", number: 1, type: "tables.seated", data: {} });
    fake.tell("fact", { conference: "other", stream: "table:9", number: 1, type: "tables.seated", data: {} });
    deaf();
    fake.tell("fact", { conference: "expo", stream: "table:9", number: 2, type: "tables.seated", data: {} });
    expect(heard.mock.calls).toEqual([["table:9", 1, { type: "tables.seated", data: {} }]]);
  });
});

describe("coming back", () => {
  beforeEach(async () => {
    live.subscribe("expo", "feed", listener());
    await connected();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    fake.tries = 0;
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  /** Loses the connection, and returns the milliseconds before each of so many tries, which fail. */
  async function delays(tries: number): Promise<number[]> {
    fake.reachable = false;
    fake.disconnect();
    const waited: number[] = [];
    for (let last = Date.now(), turn = 1; turn <= tries; turn++) {
      while (fake.tries < turn) await vi.advanceTimersByTimeAsync(1);
      waited.push(Date.now() - last);
      last = Date.now();
    }
    return waited;
  }

  test("is tried again and again, never after more than three seconds, and never by a hall at once", async () => {
    const waited = await delays(200);
    expect(waited[0]).toBeLessThanOrEqual(1_000);
    expect(Math.max(...waited)).toBeLessThanOrEqual(3_000);
    expect(Math.min(...waited)).toBeGreaterThanOrEqual(250);
    const later = waited.slice(10);
    for (const third of [0, 1, 2]) {
      const among = later.filter((ms) => ms >= 750 + third * 750 && ms <= 1_500 + third * 750);
      expect(among.length).toBeGreaterThan(later.length / 6);
    }
  });

  test("begins soon again once it has succeeded", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    expect(await delays(4)).toEqual([1_000, 2_000, 3_000, 3_000]);
    fake.reachable = true;
    await vi.advanceTimersByTimeAsync(3_000);
    expect(connection.value).toBe("connected");
    fake.tries = 0;
    expect(await delays(1)).toEqual([1_000]);
  });
});

describe("waking", () => {
  const wake = () => document.dispatchEvent(new Event("visibilitychange"));

  beforeEach(async () => {
    live.subscribe("expo", "feed", listener());
    await connected();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    await vi.advanceTimersByTimeAsync(0);
    fake.tries = 0;
    fake.asked = [];
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  test("asks where all streams stand, and leaves a socket alone that answers", async () => {
    wake();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(subscriptions()).toEqual(["subscribe expo feed"]);
    expect(fake.tries).toBe(0);
  });

  test("gives up a socket from which nothing comes within five seconds, once", async () => {
    fake.alive = false;
    for (let turn = 0; turn < 3; turn++) wake();
    window.dispatchEvent(new Event("online"));
    expect(fake.asked.filter((event) => event === "clock")).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2_900);
    expect(fake.tries).toBe(0);
    fake.alive = true;
    await vi.advanceTimersByTimeAsync(2_100);
    expect(fake.tries).toBe(1);
    expect(connection.value).toBe("connected");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fake.tries).toBe(1);
    wake();
    expect(fake.asked.at(-1)).toBe("clock");
  });

  test("does not wait for a try that was begun before, nor for the pause between two", async () => {
    fake.reachable = false;
    fake.disconnect();
    fake.reachable = true;
    wake();
    expect(fake.tries).toBe(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fake.tries).toBe(1);
  });

  test("leaves a connection alone that was opened while it waited for the answer of another", async () => {
    fake.alive = false;
    wake();
    await vi.advanceTimersByTimeAsync(1_000);
    fake.disconnect(); // and it comes back by itself
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fake.tries).toBe(1);
  });

  test("leaves a connection alone that takes its time", async () => {
    fake.reachable = false;
    fake.disconnect();
    vi.spyOn(fake, "connect").mockImplementation(() => fake.tries++);
    fake.alive = false;
    wake();
    await vi.advanceTimersByTimeAsync(2_900);
    wake();
    fake.connected = true;
    fake.handlers.get("connect")?.();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fake.tries).toBe(1);
    expect(fake.connected).toBe(true);
  });

  test("does not come back at one moment with all others whose network is back", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    fake.disconnect();
    window.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(900);
    expect(fake.tries).toBe(0);
    await vi.advanceTimersByTimeAsync(200);
    expect(fake.tries).toBe(1);
  });

  test("without a signal it goes on trying, and says so", async () => {
    const online = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    fake.reachable = false;
    fake.alive = false;
    fake.disconnect();
    wake();
    expect(connection.value).toBe("offline");
    await vi.advanceTimersByTimeAsync(30_000);
    expect(fake.tries).toBeGreaterThanOrEqual(10);
    online.mockReturnValue(true);
    fake.reachable = true;
    fake.alive = true;
    window.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(connection.value).toBe("connected");
  });
});
