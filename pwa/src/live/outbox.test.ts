import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

const CONFERENCE = "expo";
const fetched = vi.fn<typeof fetch>();
vi.stubGlobal("fetch", fetched);

let outbox: typeof import("./outbox");
let items: typeof import("./outboxItems");

/** A phone whose app has just been opened: what was in memory is gone, what was stored is not. */
async function openApp(): Promise<void> {
  vi.resetModules();
  outbox = await import("./outbox");
  items = await import("./outboxItems");
}

beforeEach(async () => {
  // So that a phone of an earlier test, which waits to try again, never does.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  vi.stubGlobal("indexedDB", new (await import("fake-indexeddb")).IDBFactory());
  await openApp();
});

afterEach(() => {
  vi.useRealTimers();
  fetched.mockReset();
});

function answer(status: number, body: object): Response {
  return new Response(JSON.stringify(body), { status });
}

const noSignal = () => Promise.reject(new TypeError("failed to fetch"));

function story(text: string, more: { key?: string; expiresAt?: number } = {}) {
  const { key = "story/1", ...rest } = more;
  return { conference: CONFERENCE, key, method: "PUT" as const, path: `/${key}`, body: { text }, ...rest };
}

function sent(): string[] {
  return fetched.mock.calls.map(([path, init]) => `${init?.method} ${path} ${init?.body}`);
}

function states(): string[] {
  return items.outboxOf(CONFERENCE).map((item) => `${item.key} ${item.state}`);
}

test("a command goes out at once when there is a signal", async () => {
  fetched.mockResolvedValue(answer(200, { status: "in-review" }));
  await outbox.enqueue(story("I fell in"));
  await outbox.flush();
  expect(sent()).toEqual(['PUT /api/v1/story/1 {"text":"I fell in"}']);
  expect(items.outboxItem(CONFERENCE, "story/1")).toMatchObject({
    state: "done",
    answer: { status: "in-review" },
  });
});

test("a command survives the app being killed, and goes out once", async () => {
  fetched.mockImplementation(noSignal);
  await outbox.enqueue(story("I fell in"));
  await outbox.flush();
  expect(states()).toEqual(["story/1 waiting"]);

  await openApp();
  fetched.mockReset().mockResolvedValue(answer(200, {}));
  await outbox.startOutbox();
  expect(sent()).toEqual(['PUT /api/v1/story/1 {"text":"I fell in"}']);

  await openApp();
  await outbox.startOutbox();
  expect(fetched).toHaveBeenCalledTimes(1);
});

test("a newer command takes the place of one not yet sent, and of that one only", async () => {
  fetched.mockImplementation(noSignal);
  await outbox.enqueue(story("first"));
  await outbox.enqueue(story("other", { key: "profile" }));
  await outbox.flush();
  await outbox.enqueue(story("second"));
  await outbox.flush();

  await openApp();
  fetched.mockReset().mockImplementation(async () => answer(200, {}));
  await outbox.startOutbox();
  expect(sent()).toEqual(['PUT /api/v1/profile {"text":"other"}', 'PUT /api/v1/story/1 {"text":"second"}']);
});

test("a command written while the older one is being sent follows it", async () => {
  let arrive: (response: Response) => void = () => {};
  fetched.mockImplementationOnce(() => new Promise((resolve) => (arrive = resolve)));
  fetched.mockImplementation(async () => answer(200, {}));
  await outbox.enqueue(story("first"));
  await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(1));
  await outbox.enqueue(story("second"));
  arrive(answer(200, {}));
  await outbox.flush();
  expect(sent().map((line) => line.includes("second"))).toEqual([false, true]);
  expect(items.outboxItem(CONFERENCE, "story/1")?.state).toBe("done");
});

test("without a signal one question is enough", async () => {
  fetched.mockImplementation(noSignal);
  for (const key of ["one", "two", "three"]) await outbox.enqueue(story("…", { key }));
  await outbox.flush();
  await openApp();
  fetched.mockClear();
  await outbox.startOutbox();
  expect(fetched).toHaveBeenCalledTimes(1);
});

test("what is thrown away while something else is being sent stays unsent", async () => {
  let arrive: (response: Response) => void = () => {};
  fetched.mockImplementation(noSignal);
  await outbox.enqueue(story("first"));
  await outbox.enqueue(story("unwanted", { key: "profile" }));
  await outbox.flush();
  await openApp();
  fetched.mockReset().mockImplementationOnce(() => new Promise((resolve) => (arrive = resolve)));
  const started = outbox.startOutbox();
  await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(1));
  await outbox.discard(items.outboxItem(CONFERENCE, "profile")?.id ?? 0);
  arrive(answer(200, {}));
  await started;
  expect(states()).toEqual(["story/1 done"]);
  expect(fetched).toHaveBeenCalledTimes(1);
});

test("what another tab has sent waits no longer in this one", async () => {
  fetched.mockImplementation(noSignal);
  await outbox.enqueue(story("I fell in"));
  await outbox.flush();
  const [tab, shown] = [outbox, items];
  await openApp();
  fetched.mockReset().mockImplementation(async () => answer(200, {}));
  await outbox.startOutbox();
  await tab.flush();
  expect(shown.outboxOf(CONFERENCE)).toEqual([]);
  expect(fetched).toHaveBeenCalledTimes(1);
});

describe("what the server refuses", () => {
  beforeEach(async () => {
    fetched.mockResolvedValueOnce(
      answer(422, { code: "invalid", detail: "Too short.", errors: { text: ["…"] } }),
    );
    fetched.mockImplementation(async () => answer(200, {}));
    await outbox.enqueue(story("?"));
    await outbox.enqueue(story("fine", { key: "profile" }));
    await outbox.flush();
  });

  test("stops with its problem, and holds up nothing else", () => {
    expect(states()).toEqual(["story/1 refused", "profile done"]);
    expect(items.outboxItem(CONFERENCE, "story/1")?.problem).toMatchObject({ code: "invalid" });
  });

  test("is still there, unsent, when the app is opened again", async () => {
    await openApp();
    fetched.mockClear();
    await outbox.startOutbox();
    expect(states()).toEqual(["story/1 refused"]);
    expect(fetched).not.toHaveBeenCalled();
  });

  test("goes out when tried again", async () => {
    await outbox.retry(items.outboxItem(CONFERENCE, "story/1")?.id ?? 0);
    expect(states()).toEqual(["story/1 done", "profile done"]);
  });

  test("is gone when thrown away", async () => {
    await outbox.discard(items.outboxItem(CONFERENCE, "story/1")?.id ?? 0);
    await openApp();
    await outbox.startOutbox();
    expect(states()).toEqual([]);
  });
});

test.each([408, 425, 429, 500, 503])("a %i passes: the command waits and is tried again", async (status) => {
  fetched.mockResolvedValueOnce(answer(status, {}));
  fetched.mockImplementation(async () => answer(200, {}));
  await outbox.enqueue(story("patience"));
  await outbox.flush();
  expect(states()).toEqual(["story/1 waiting"]);
  await vi.advanceTimersByTimeAsync(2_000);
  await vi.waitFor(() => expect(states()).toEqual(["story/1 done"]));
});

test("what makes no sense any more is dropped, and says so", async () => {
  fetched.mockImplementation(async () => answer(200, {}));
  await outbox.enqueue(story("here", { key: "check-in", expiresAt: Date.now() - 1 }));
  await outbox.flush();
  expect(states()).toEqual(["check-in expired"]);
  expect(fetched).not.toHaveBeenCalled();
  await openApp();
  await outbox.startOutbox();
  expect(states()).toEqual([]);
});

test("one conference does not see another's", async () => {
  fetched.mockImplementation(noSignal);
  await outbox.enqueue({ ...story("elsewhere"), conference: "other" });
  expect(states()).toEqual([]);
  expect(items.outboxItem("other", "story/1")).toBeDefined();
});

test("a browser that denies its locks, as in another site's frame, has nothing to send and goes on", async () => {
  const request = vi.fn(async () => Promise.reject(new DOMException("denied", "SecurityError")));
  vi.stubGlobal("navigator", { ...navigator, locks: { request } });
  await outbox.startOutbox();
  await outbox.flush();
  expect(request).toHaveBeenCalledTimes(2);
  vi.unstubAllGlobals();
  vi.stubGlobal("fetch", fetched);
});
