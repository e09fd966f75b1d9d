import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Schema } from "../contract/types";
import { ProblemError } from "../live/api";
import type { Fact, Listener } from "../live/socket";
import type { StoredProblem } from "../live/storage";
import type { Stream } from "../live/stream";
import { openConnections } from "../matching/connectionsStore";
import { openFree } from "../matching/freeNow";
import { openAppointments } from "../matching/later";
import { openMeetNow } from "../matching/meetNow";
import { type Meet, openMeet, showFresh, suggestedNow } from "../matching/meetStore";
import { openWaves } from "../matching/wavesStore";
import { openCases, openOwnReports } from "../moderation/reports";
import { openQueue } from "../moderation/store";
import { openOrigins } from "../origins/store";
import { openGuests } from "../people/guestStore";
import { openScreen } from "../screen/store";
import { type Feed, openFeed, showFresh as showFreshStories } from "../stories/feedStore";
import { openMine } from "../stories/mineStore";
import { openCompany } from "../tables/company";
import { openRoom, openTalk } from "../tables/follow";
import { openInvitations } from "../tables/invitations";
import { followOpenTables } from "../tables/openTables";
import { openTalks, type TalkState } from "../tables/store";
import { openTakeaways } from "../tables/takeaways";
import { closeHere, type Here, openHere } from "./here";

/*
 * The scenes that the server's tests play and record (tests/scenes): what people's phones fetched before, what they
 * heard, and what they could fetch afterwards. Here the real stores open on what was before and hear the same. They
 * must then show what one shows that opens on what is afterwards. Only what it heard makes a store fetch.
 */

type Talk = Schema<"TalkView">;
type Sight = Record<string, unknown>;
type Heard = {
  stream: string;
  number?: number;
  type?: string;
  data?: unknown;
  reached?: number;
  refused?: Partial<StoredProblem>;
};
interface Recording {
  conference: string;
  people: Record<string, string>;
  scenes: {
    name: string;
    at: string;
    watchers: Record<
      string,
      { stores?: string[]; asks?: string; before?: Sight; heard?: Heard[]; after?: Sight }
    >;
  }[];
}

const network = vi.hoisted(() => ({
  sight: {} as Record<string, unknown>,
  strange: new Set<string>(),
  listeners: new Map<string, Set<unknown>>(),
  overhearers: new Set<{ prefix: string; hear: (stream: string, number: number, fact: Fact) => void }>(),
}));

vi.mock("../live/socket", () => ({
  subscribe(_conference: string, stream: string, listener: Listener) {
    const ears = network.listeners.get(stream) ?? new Set();
    network.listeners.set(stream, ears.add(listener));
    return () => ears.delete(listener);
  },
  overhear(_conference: string, prefix: string, hear: (stream: string, number: number, fact: Fact) => void) {
    const overhearer = { prefix, hear };
    network.overhearers.add(overhearer);
    return () => network.overhearers.delete(overhearer);
  },
}));

vi.mock("../live/api", async (original) => {
  const real = await original<typeof import("../live/api")>();
  return {
    ...real,
    async request(_method: string, path: string) {
      const below = path.replace(/^\/conferences\/[^/]+/, "");
      if (!(below in network.sight)) network.strange.add(below);
      const found = structuredClone(network.sight[below]);
      if (isProblem(found)) throw new real.ProblemError(found);
      return found;
    },
  };
});

vi.mock("../live/storage", async (original) => ({
  ...(await original<typeof import("../live/storage")>()),
  storage: () => Promise.reject(new Error("nothing is kept")),
  keepState: async () => {},
}));

function isProblem(found: unknown): found is { code: string; status: number } {
  return typeof found === "object" && found !== null && "code" in found && "status" in found;
}

/** Stores that no scene has: the figures of how people meet are fetched when they are looked at. */
const UNSEEN = ["../matching/figures.ts"];

type Opened = Pick<Stream<unknown>, "state" | "problem" | "close">;

/** How scenes call each store, and how it opens; what follows a colon is a talk's id. */
const STORES: Record<string, (here: Here, talk: string) => Opened> = {
  me: (here) => here.me,
  conference: (here) => here.conference,
  feed: (here) => openFeed(here, {}, () => false),
  mine: openMine,
  origins: openOrigins,
  meet: openMeet,
  waves: openWaves,
  connections: openConnections,
  "meet-now": openMeetNow,
  appointments: openAppointments,
  free: openFree,
  talks: openTalks,
  invitations: openInvitations,
  "open-tables": followOpenTables,
  "own-reports": openOwnReports,
  queue: openQueue,
  cases: openCases,
  guests: (here) => openGuests(here, ""),
  screen: openScreen,
  talk: openTalk,
  takeaways: openTakeaways,
  company: openCompany,
  room: openRoom,
};

/** What of a state is seen, where a store remembers more of it than a snapshot tells. */
const SEEN: Record<string, (state: never) => unknown> = {
  // Whoever is new waits at the end, or for a tap.
  meet: (state: Meet & { connected?: unknown }) => ({
    ...showFresh(state),
    suggestions: byPerson(suggestedNow(state, Date.now())),
    aside: [],
    connected: [],
  }),
  feed: (state: Feed) => showFreshStories(state),
  // Why a chair is free, and that the talk was taken back: only who was there can say.
  talk: ({ awaited: _awaited, gone: _gone, returned: _returned, ...state }: TalkState) => state,
  // That a talk was set, or stands still, is for those in it.
  talks: (state: { talks: Talk[] }) => ({ ...state, talks: state.talks.map(listed) }),
  // Only hosts are shown those without a chair, and they hear of all.
  "open-tables": (state: object) => ({ ...state, others: [] }),
  // One that was cancelled says so until the page is opened again; that two missed each other is said once.
  appointments: (state: { appointments: { state: string }[] }) => ({
    ...state,
    appointments: state.appointments.filter((one) => one.state !== "cancelled"),
  }),
  "meet-now": (state: { meetings: { state: string }[] }) => ({
    ...state,
    meetings: state.meetings.filter((one) => one.state !== "missed"),
  }),
  // Nobody's order counts, and the time until which somebody is free is told with them.
  free: (state: { people: { person_id: string }[] }) => ({ ...state, people: sorted(state.people) }),
};

const PATIENCE_MS = 20_000; // longer than any store waits until it fetches, shorter than until it gives up

function byPerson<T extends { person: { id: string } }>(all: T[]): T[] {
  return [...all].sort((one, other) => one.person.id.localeCompare(other.person.id));
}

function sorted<T extends { person_id: string }>(all: T[]): T[] {
  return [...all].sort((one, other) => one.person_id.localeCompare(other.person_id));
}

function listed({ phase, round: _r, ends_at: _e, paused_left: _p, version: _v, ...talk }: Talk) {
  return { ...talk, phase: phase === "gathering" || phase === "ended" ? phase : "on" };
}

function seen(store: string, state: unknown): unknown {
  if (isRecord(state) && "refused" in state) return state;
  const kind = store.split(":")[0] ?? "";
  const {
    number: _number,
    feed_number: _feed,
    person_number: _person,
    talk_number: _talk,
    talks_number: _talks,
    table_number: _table,
    ...shown
  } = (SEEN[kind] ? SEEN[kind](state as never) : state) as Sight;
  return shown;
}

function tell({ stream, number, type, data, reached, refused }: Heard): void {
  const ears = [...(network.listeners.get(stream) ?? [])] as Listener[];
  if (reached !== undefined) for (const one of ears) one.reached(reached);
  if (refused !== undefined) for (const one of ears) one.refused(new ProblemError(refused));
  if (number === undefined) return;
  const fact = type === undefined ? null : { type, data };
  for (const { hear } of ears) hear(number, structuredClone(fact));
  if (!fact) return;
  for (const { prefix, hear } of [...network.overhearers]) {
    if (stream.startsWith(prefix)) hear(stream, number, structuredClone(fact));
  }
}

/** Open a store on what is fetched before, have it hear something, and return what it shows in the end. */
async function play(
  store: string,
  who: { slug: string; id: string },
  before: Sight,
  heard: Heard[],
  after: Sight,
) {
  network.sight = before;
  network.listeners.clear();
  network.overhearers.clear();
  const here = openHere({ slug: who.slug, person_id: who.id } as Parameters<typeof openHere>[0]);
  const [kind = "", talk = ""] = store.split(":");
  const stream = STORES[kind]?.(here, talk);
  if (!stream) throw new Error(`no phone has a store ${store}`);
  await vi.advanceTimersByTimeAsync(0);
  network.sight = after;
  for (const one of heard) tell(one);
  await vi.advanceTimersByTimeAsync(PATIENCE_MS);
  const problem = stream.problem.value;
  const state = problem && !problem.isPassing ? { refused: problem.code } : stream.state.value;
  stream.close();
  closeHere();
  expect([...network.strange], `what ${store} fetches, and tests/scenes/stores.py does not`).toEqual([]);
  return state === null ? null : seen(store, state);
}

function changed(known: Sight, news: Sight = {}): Sight {
  const merged = Object.entries(news).map(([path, body]) => {
    const before = known[path];
    const parts = isRecord(before) && isRecord(body) && Object.keys(body).every((name) => name in before);
    return [path, parts ? { ...before, ...body } : body];
  });
  return { ...known, ...Object.fromEntries(merged) };
}

function isRecord(value: unknown): value is Sight {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const SCENES = import.meta.glob<Recording>("../contract/scenes/*.json", { eager: true, import: "default" });

test("every store is in some scene", () => {
  const sources = import.meta.glob<string>(["../**/*.ts", "!../**/*.test.ts"], {
    eager: true,
    query: "?raw",
    import: "default",
  });
  const opening = Object.values(sources).flatMap((source) =>
    [...source.matchAll(/(?<!function )openStream(?=[<(])/g)].map(() => source),
  );
  const known = Object.values(STORES).length + UNSEEN.length;
  expect(opening.length, "each call of openStream is one store above").toBe(known);
  const played = new Set(
    Object.values(SCENES).flatMap(({ scenes }) =>
      scenes.flatMap(({ watchers }) => Object.values(watchers).flatMap(({ stores = [] }) => stores)),
    ),
  );
  const kinds = new Set([...played].map((store) => store.split(":")[0]));
  expect(Object.keys(STORES).filter((store) => !kinds.has(store))).toEqual([]);
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe.each(Object.entries(SCENES))("%s", (_file, recording) => {
  const known: Record<string, { stores: string[]; sight: Sight }> = {};

  for (const scene of recording.scenes) {
    const shown = Object.entries(scene.watchers).map(
      ([name, { stores, asks, before: news, heard = [], after: then }]) => {
        const before = changed(known[name]?.sight ?? {}, news);
        known[name] = { stores: stores ?? known[name]?.stores ?? [], sight: changed(before, then) };
        return { name, stores: asks ? [] : known[name].stores, before, heard, after: known[name].sight };
      },
    );

    test(scene.name, async () => {
      vi.setSystemTime(new Date(scene.at));
      for (const { name, stores, before, heard, after } of shown) {
        const who = { slug: recording.conference, id: recording.people[name] ?? "" };
        for (const store of stores) {
          const told = await play(store, who, before, heard, after);
          const fetched = await play(store, who, after, [], after);
          expect(told, `what the store “${store}” of ${name} shows`).toEqual(fetched);
        }
      }
    });
  }
});
