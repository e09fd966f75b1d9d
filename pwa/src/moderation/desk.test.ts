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
  expect(one.back.value).toBe(review.id);
  await one.undoLast();
  expect(asked).toHaveBeenCalledTimes(2);
});

test("several are approved with one command, and what was not is named", async () => {
  const other = { id: "review-2", author: { name: "Eve" }, writing: { revision: 1 } } as ReviewCard;
  queue.amend((known) => ({ ...known, reviews: [review, other], waiting: 2 }));
  asked.mockImplementation(async (method, _path, body) => {
    if (method !== "POST" || !body) return {};
    const { approvals } = body as { approvals: { decision_id: string }[] };
    return {
      decided: [{ id: approvals[0]?.decision_id, review_id: "review-1" }],
      refused: [{ review_id: "review-2", code: "claimed", detail: "Priya has this one." }],
    };
  });
  const one = desk();
  const done = one.approveTogether([review, other]);
  expect(one.underWay.value).toEqual(new Set(["review-1", "review-2"]));
  await done;
  expect(one.underWay.value.size).toBe(0);
  expect(queue.state.value?.reviews).toEqual([other]);
  expect(said.map(({ text }) => text)).toEqual(["1 approved, 1 not.", "Eve’s: Priya has this one."]);
  await one.undoLast();
  expect(paths()).toHaveLength(2);
  expect(paths()[1]).toMatch(/review-1.*undo$/);
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

test("several are taken back at once, and how many came back is said", async () => {
  const other = { id: "review-2", writing: { revision: 1 } } as ReviewCard;
  const late = new ProblemError({ code: "too-late", status: 409, detail: "That is too long ago." });
  asked.mockImplementation(async (_method, path, body) => {
    if (path.endsWith("/undo")) return path.includes("review-1") ? {} : Promise.reject(late);
    const { approvals } = body as { approvals: { decision_id: string; review_id: string }[] };
    return { decided: approvals.map(({ decision_id: id, review_id }) => ({ id, review_id })), refused: [] };
  });
  const one = desk();
  await one.approveTogether([review, other]);
  await one.undoLast();
  expect(said.at(-1)?.text).toBe("1 of 2 are back in the queue. That is too long ago.");
});

test("where all of several are refused, the queue is looked at again, and the next try is another decision", async () => {
  const stopped = new ProblemError({ code: "publication-stopped", status: 409, detail: "It is stopped." });
  asked.mockRejectedValue(stopped);
  const one = desk();
  await one.approveTogether([review]);
  expect(said.at(-1)?.text).toBe("It is stopped.");
  expect(queue.refresh).toHaveBeenCalledOnce();
  await one.approveTogether([review]);
  const [first, second] = asked.mock.calls.map(([, , body]) => JSON.stringify(body));
  expect(first).not.toBe(second);
});

test("a decision that was refused takes nothing from the one after it", async () => {
  const other = { id: "review-2", writing: { revision: 1 } } as ReviewCard;
  let refuse = (_problem: ProblemError) => {};
  asked.mockImplementationOnce(
    () =>
      new Promise((_resolve, reject) => {
        refuse = reject;
      }),
  );
  asked.mockResolvedValue({});
  const one = desk();
  const slow = one.decide(review, approve);
  await one.decide(other, approve);
  refuse(new ProblemError({ code: "already-approved", status: 409, detail: "Olga approved it." }));
  await slow;
  await one.undoLast();
  expect(paths().at(-1)).toMatch(/review-2.*undo$/);
});
