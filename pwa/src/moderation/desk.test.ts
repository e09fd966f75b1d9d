import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ProblemError } from "../live/api";
import type { Stream } from "../live/stream";
import { openDesk } from "./desk";
import type { Choice, Queue, ReviewCard } from "./requests";

const asked = vi.hoisted(() => vi.fn<(method: string, path: string, body?: unknown) => Promise<unknown>>());
vi.mock("../live/api", async (actual) => ({ ...(await actual<object>()), request: asked }));

const review = { id: "review-1", writing: { revision: 4 } } as ReviewCard;
const approve: Choice = { outcome: "approve", reason: null, words: null };
const noSignal = () => Promise.reject(new ProblemError({ code: "no-signal" }));

let queue: Stream<Queue>;
let said: { text: string; undo: (() => unknown) | undefined; gone: boolean }[];

function desk() {
  return openDesk({ path: (path) => path }, queue, (text, options) => {
    const one = { text, undo: options?.undo, gone: false };
    said.push(one);
    return () => {
      one.gone = true;
    };
  });
}

const paths = () => asked.mock.calls.map(([method, path]) => `${method} ${path}`);

beforeEach(() => {
  vi.useFakeTimers();
  const state = signal<Queue | null>({ number: 1, reviews: [review], waiting: 1 });
  queue = {
    state,
    updatedAt: signal(0),
    problem: signal(null),
    refresh: vi.fn(async () => {}),
    amend: (change) => {
      if (state.value) state.value = change(state.value);
    },
    close: () => {},
  };
  said = [];
});

afterEach(() => {
  vi.useRealTimers();
  asked.mockReset();
});

test("a decision shows as done at once, and names the revision that was read", async () => {
  asked.mockResolvedValue({});
  const { decide, underWay } = desk();
  const done = decide(review, approve);
  expect(underWay.value).toEqual(new Set(["review-1"]));
  expect(said.map(({ text }) => text)).toEqual(["Approved."]);
  await done;
  expect(underWay.value.size).toBe(0);
  expect(queue.state.value).toMatchObject({ reviews: [], waiting: 0 });
  expect(asked.mock.calls[0]?.[2]).toEqual({ revision: 4, ...approve });
});

test("a key pressed twice decides once", async () => {
  asked.mockResolvedValue({});
  const { decide } = desk();
  await Promise.all([decide(review, approve), decide(review, { ...approve, outcome: "close" })]);
  expect(asked).toHaveBeenCalledOnce();
});

test("a lost answer is asked for again under the same id", async () => {
  asked.mockImplementationOnce(noSignal).mockResolvedValue({});
  const done = desk().decide(review, approve);
  await vi.runAllTimersAsync();
  await done;
  const [first, second] = paths();
  expect(first).toBe(second);
});

test("without any signal it is back in the queue, and the same choice keeps its id", async () => {
  asked.mockImplementation(noSignal);
  const one = desk();
  for (let turn = 0; turn < 2; turn++) {
    const done = one.decide(review, approve);
    await vi.runAllTimersAsync();
    await done;
  }
  expect(one.underWay.value.size).toBe(0);
  expect(queue.state.value?.reviews).toEqual([review]);
  expect(said.map(({ text, gone }) => [text.slice(0, 9), gone])).toEqual([
    ["Approved.", true],
    ["No signal", false],
    ["Approved.", true],
    ["No signal", false],
  ]);
  expect(new Set(paths()).size).toBe(1);
});

test("another organiser who was faster is named, and the queue is looked at again", async () => {
  asked.mockRejectedValue(
    new ProblemError({ code: "already-approved", status: 409, detail: "Olga approved it a moment ago." }),
  );
  await desk().decide(review, approve);
  expect(said.at(-1)?.text).toBe("Olga approved it a moment ago.");
  expect(queue.refresh).toHaveBeenCalledOnce();
});

test("undo waits until the decision has arrived, and undoes that one", async () => {
  asked.mockResolvedValue({});
  const one = desk();
  await one.decide(review, approve);
  await said[0]?.undo?.();
  expect(paths()[1]).toBe(`POST ${paths()[0]?.replace("PUT ", "")}/undo`);
  expect(said.at(-1)?.text).toMatch(/Undone/);
  await one.undoLast();
  expect(asked).toHaveBeenCalledTimes(2);
});

test("the key for undo takes the offer away, and does it once", async () => {
  asked.mockResolvedValue({});
  const one = desk();
  await one.decide(review, approve);
  await one.undoLast();
  await one.undoLast();
  expect(said[0]).toMatchObject({ text: "Approved.", gone: true });
  expect(asked).toHaveBeenCalledTimes(2);
});

test("the key for undo forgets after ten seconds", async () => {
  asked.mockResolvedValue({});
  const one = desk();
  await one.decide(review, approve);
  vi.advanceTimersByTime(10_001);
  await one.undoLast();
  expect(asked).toHaveBeenCalledOnce();
});
