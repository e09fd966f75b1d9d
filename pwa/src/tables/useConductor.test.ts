import { signal } from "@preact/signals";
import { h, render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Here, HereContext } from "../app/here";
import type { Schema } from "../contract/types";
import { ProblemError } from "../live/api";
import type { Stream } from "../live/stream";
import { moving, talk, talking } from "./scenes";
import { useConductor } from "./useConductor";

type Room = Schema<"RoomSnapshot">;

const asked: { body: unknown; answer: (talk: unknown) => void; fail: (why: unknown) => void }[] = [];

vi.mock("../live/api", async (original) => ({
  ...(await original<typeof import("../live/api")>()),
  request: (_method: string, _path: string, body: unknown) =>
    new Promise((answer, fail) => asked.push({ body, answer, fail })),
}));

const here = { path: (below: string) => below } as Here;
const TALKING = talk({ ...talking, version: moving.version + 1 });

let conductor: ReturnType<typeof useConductor>;

beforeEach(async () => {
  asked.length = 0;
  const state = signal({ talk: moving } as Room);
  const room = {
    state,
    amend: (change: (room: Room) => Room) => {
      state.value = change(state.value);
    },
    refresh: async () => {},
  } as unknown as Stream<Room>;
  const Hands = () => {
    conductor = useConductor(room);
    return null;
  };
  await act(() => render(h(HereContext.Provider, { value: here, children: h(Hands, {}) }), document.body));
});

afterEach(() => render(null, document.body));

const bodies = () => asked.map(({ body }) => body);
const goOn = { move: "go-on", version: moving.version };

test("a move waits for the one before, and is decided on what came of it; the same twice is one", async () => {
  void conductor.move("go-on");
  void conductor.move("go-on");
  void conductor.move("pause");
  void conductor.move("pause");
  expect(bodies()).toEqual([goOn]);
  asked[0]?.answer(TALKING);
  const pause = { move: "pause", version: TALKING.version };
  await vi.waitFor(() => expect(bodies()).toEqual([goOn, pause]));
  asked[1]?.answer(TALKING);
  await vi.waitFor(() => expect(conductor.moving).toBeNull());
  expect(bodies()).toHaveLength(2);
});

test("a move is let be if the one before failed, whose host sees why", async () => {
  void conductor.move("go-on");
  void conductor.move("pause");
  asked[0]?.fail(new ProblemError({ code: "not-now", status: 409 }));
  await vi.waitFor(() => expect(conductor.error).toBeInstanceOf(ProblemError));
  await vi.waitFor(() => expect(conductor.moving).toBeNull());
  expect(bodies()).toEqual([goOn]);
  void conductor.move("pause");
  expect(bodies()).toHaveLength(2);
});
