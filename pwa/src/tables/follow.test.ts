import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Here } from "../app/here";
import { ProblemError } from "../live/api";
import type { Fact, Listener } from "../live/socket";
import { forgetStates } from "../live/states";
import { storage } from "../live/storage";
import type { Stream } from "../live/stream";
import { openTalk } from "./follow";
import { ALICE, moving, snapshot, TALK, table, talk, talking } from "./scenes";
import type { TalkState } from "./store";

const listeners = new Map<string, Listener>();
let overheard: (stream: string, number: number, fact: Fact) => void = () => {};
const request = vi.fn<() => Promise<TalkState>>();

vi.mock("../live/socket", () => ({
  subscribe: (_conference: string, stream: string, listener: Listener) => {
    listeners.set(stream, listener);
    return () => listeners.get(stream) === listener && listeners.delete(stream);
  },
  overhear: (_conference: string, _prefix: string, hear: typeof overheard) => {
    overheard = hear;
    return () => {};
  },
}));
vi.mock("../live/api", async (original) => ({
  ...(await original<typeof import("../live/api")>()),
  request: () => request(),
}));

const here = { slug: "expo", personId: ALICE, path: (below: string) => below } as Here;
const second = table({ id: "second", round: 2, number: 2 });
const set = (at = table(), view = moving): Fact => ({
  type: "tables.table_set",
  data: { talk: view, table: at },
});
const tables = () => [...listeners.keys()].filter((stream) => stream.startsWith("table:"));

let open: Stream<TalkState>;

async function start(state: TalkState): Promise<void> {
  request.mockResolvedValue(state);
  open = openTalk(here, TALK);
  await vi.waitFor(() => expect(open.state.value).not.toBeNull());
}

beforeEach(async () => {
  listeners.clear();
  request.mockReset();
  await forgetStates("expo", () => true);
});
afterEach(() => {
  open.close();
  vi.useRealTimers();
});

test("a new table is adopted and followed without a request, and the one before is left", async () => {
  await start(snapshot());
  overheard(`table:${table().id}`, 1, set());
  expect(open.state.value).toMatchObject({ table: table(), table_number: 1 });
  expect(tables()).toEqual([`table:${table().id}`]);
  overheard("table:second", 1, set(second, talk({ ...moving, round: 2, version: 6 })));
  expect(open.state.value?.table?.number).toBe(2);
  expect(tables()).toEqual(["table:second"]);
  expect(request).toHaveBeenCalledOnce();
});

test("at the table each fact is heard once, and its number kept", async () => {
  await start(snapshot({ talk: talking, table: table(), table_number: 3 }));
  const at = `table:${table().id}`;
  const fact = set(table({ version: 2 }), talking);
  listeners.get(at)?.hear(4, fact);
  overheard(at, 4, fact);
  expect(open.state.value).toMatchObject({ table: { version: 2 }, table_number: 4 });
});

test("the table of others, or of another talk, is not adopted", async () => {
  await start(snapshot());
  overheard("table:other", 1, set(table({ id: "other", people: [] })));
  overheard("table:far", 1, set(table({ id: "far" }), talk({ ...moving, id: "far" })));
  expect(tables()).toEqual([]);
});

test("a chair that was freed is heard on one's own stream", async () => {
  await start(snapshot({ talk: talking, table: table(), table_number: 1 }));
  listeners.get(`person:${ALICE}`)?.hear(9, { type: "tables.got_up", data: { talk_id: TALK } });
  expect(open.state.value).toMatchObject({ here: false, table: null, gone: "freed" });
  expect(tables()).toEqual([]);
});

test("a table that does not come is asked for", async () => {
  await start(snapshot({ talk: talk({ phase: "setting", round: 1, version: 2 }) }));
  vi.useFakeTimers();
  request.mockResolvedValue(snapshot({ number: 6, talk: moving, table: table(), table_number: 1 }));
  listeners.get(`talk:${TALK}`)?.hear(6, { type: "tables.talk_moved", data: { talk: moving } });
  expect(open.state.value?.awaited).toBe(true);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(open.state.value).toMatchObject({ table: table(), number: 6 });
});

test("without a signal the table is still on the phone", async () => {
  await start(snapshot({ talk: talking }));
  overheard(`table:${table().id}`, 1, set(table(), talking));
  open.close();
  const kept = async () => (await storage()).get("states", ["expo", `talk:${TALK}`]);
  await vi.waitFor(async () => expect(await kept()).toMatchObject({ state: { table: table() } }));
  request.mockRejectedValue(new ProblemError({ code: "no-signal" }));
  open = openTalk(here, TALK);
  await vi.waitFor(() => expect(open.state.value?.table).toEqual(table()));
});
