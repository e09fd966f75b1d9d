import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { alongside } from "./alongside";
import type { Fact, Listener } from "./socket";

let listener: Listener;

vi.mock("./socket", () => ({
  subscribe: (_conference: string, _stream: string, given: Listener) => {
    listener = given;
    return () => {};
  },
}));

const said = (data: string): Fact => ({ type: "said", data });
const LONG_MS = 1_600;

let heard: string[];
let heal: ReturnType<typeof vi.fn<() => Promise<boolean>>>;

function follow(from: number): () => void {
  return alongside({
    conference: "expo",
    stream: "table:1",
    from,
    hear: (fact: Fact) => heard.push(fact.data as string),
    heal,
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  heard = [];
  heal = vi.fn(async () => true);
});
afterEach(() => vi.useRealTimers());

test("from a known number facts are heard in order, once, and nothing is fetched", async () => {
  follow(1);
  listener.hear(3, said("c"));
  listener.hear(2, said("b"));
  listener.hear(2, said("b"));
  await vi.advanceTimersByTimeAsync(LONG_MS);
  expect(heard).toEqual(["b", "c"]);
  expect(heal).not.toHaveBeenCalled();
});

test("what was missed is fetched, and only what comes after it is heard", async () => {
  follow(1);
  listener.reached(4);
  await vi.advanceTimersByTimeAsync(LONG_MS);
  expect(heal).toHaveBeenCalledOnce();
  listener.hear(4, said("old"));
  listener.hear(5, said("new"));
  expect(heard).toEqual(["new"]);
});

test("what could not be fetched is asked for again", async () => {
  heal.mockResolvedValueOnce(false);
  follow(1);
  listener.reached(2);
  await vi.advanceTimersByTimeAsync(2 * LONG_MS);
  expect(heal).toHaveBeenCalledTimes(2);
});

test("once ended it hears and fetches no more", async () => {
  const end = follow(1);
  end();
  listener.hear(2, said("late"));
  listener.reached(9);
  await vi.advanceTimersByTimeAsync(LONG_MS);
  expect(heard).toEqual([]);
  expect(heal).not.toHaveBeenCalled();
});
