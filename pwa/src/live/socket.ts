import type { Socket } from "socket.io-client";
import { ProblemError, request } from "./api";
import { measure } from "./clock";
import { connection, heard } from "./connection";
import type { StoredProblem } from "./storage";
import { onWake, type Waking } from "./wake";

/** Something that happened, as the server tells it. */
export interface Fact<Type extends string = string, Data = unknown> {
  type: Type;
  data: Data;
}

/** What a subscription brings. */
export interface Listener {
  /** A fact of the stream, or null for one that this phone may not hear. */
  hear: (number: number, fact: Fact | null) => void;
  /** The stream has come to this number. `missed`: the snapshot, as JSON, if the server sends it along. */
  reached: (number: number, missed?: string) => void;
  /** The door is closed for now; it is tried again when rights change, the phone reconnects, or what kept it passes. */
  refused: (problem: ProblemError) => void;
  /** Where the phone stands, if it would be sent what it has missed; undefined while there is nothing. */
  at?: () => number | undefined;
}

interface ServerToPhone {
  fact: (message: {
    conference: string;
    stream: string;
    number: number;
    type?: string;
    data?: unknown;
  }) => void;
  numbers: (message: { conference: string; numbers: Numbers }) => void;
  rights: (message: { conference: string }) => void;
}

type Address = { conference: string; stream: string };
type Subscription = Address & { listeners: Set<Listener> };
type Problem = Partial<StoredProblem>;

type Numbers = Record<string, number>;

/** Where each stream stands, what was missed of some, and why others are closed; or why all of them are. */
interface Subscribed {
  numbers?: Numbers;
  missed?: Record<string, string>;
  problems?: Record<string, Problem>;
  problem?: Problem;
}

interface PhoneToServer {
  subscribe: (
    wanted: { conference: string; streams: string[]; at: Record<string, number | undefined> },
    ack: (answer: Subscribed) => void,
  ) => void;
  unsubscribe: (address: Address, ack: (answer: object) => void) => void;
  clock: (nothing: object, ack: (answer: { now: number }) => void) => void;
}

const ACK_MS = 8_000;
const FIRST_MS = 1_000;
const RETRY_MS = 3_000;
const BUSY_MS = 10_000;
/** Questions for the time. */
const TIMES = 4;

let socket: Socket<ServerToPhone, PhoneToServer> | undefined;
let started = false;
let waking = false;
let returned = false;
let failures = 0;
let retry: ReturnType<typeof setTimeout> | undefined;
const subscriptions = new Map<string, Subscription>();
const unasked = new Set<string>();
const overhearers = new Set<Address & { hear: (stream: string, number: number, fact: Fact) => void }>();

function nameOf({ conference, stream }: Address): string {
  return `${conference}/${stream}`;
}

/** Widely spread: a hall of phones that lost the server at one moment must not come back at one. */
function soon(most = RETRY_MS): number {
  return most * (0.25 + 0.75 * Math.random());
}

/**
 * Follow a stream. The subscription is sent again on every connect, and again when the phone wakes or its rights
 * change, so that `reached` always hears where the stream stands. Returns the function that ends it.
 */
export function subscribe(conference: string, stream: string, listener: Listener): () => void {
  const name = nameOf({ conference, stream });
  const subscription = subscriptions.get(name) ?? { conference, stream, listeners: new Set() };
  subscriptions.set(name, subscription);
  subscription.listeners.add(listener);
  start();
  ask([name]);

  return () => {
    subscription.listeners.delete(listener);
    if (subscription.listeners.size > 0 || subscriptions.get(name) !== subscription) return;
    subscriptions.delete(name);
    if (socket?.connected) socket.emit("unsubscribe", { conference, stream }, () => {});
  };
}

/** Ask where a stream stands, and for what was missed of it. */
export function askAgain(conference: string, stream: string): void {
  ask([nameOf({ conference, stream })]);
}

/**
 * Hear the facts of all streams whose name begins with `prefix`, subscribed or not: the server tells a seated person
 * of their new table before the phone can know its name.
 */
export function overhear(
  conference: string,
  prefix: string,
  hear: (stream: string, number: number, fact: Fact) => void,
): () => void {
  const overhearer = { conference, stream: prefix, hear };
  overhearers.add(overhearer);
  start();
  return () => overhearers.delete(overhearer);
}

/** Ask for these again, together with all else that is asked for at this moment. The next connect asks anyway. */
function ask(names: Iterable<string>): void {
  if (unasked.size === 0) queueMicrotask(askTogether);
  for (const name of names) unasked.add(name);
}

function askAll(conference?: string): void {
  const all = [...subscriptions.values()];
  ask(all.filter((one) => conference === undefined || one.conference === conference).map(nameOf));
}

function askTogether(): void {
  const wanted = [...unasked].flatMap((name) => subscriptions.get(name) ?? []);
  unasked.clear();
  for (const conference of new Set(wanted.map((one) => one.conference))) {
    const some = wanted.filter((one) => one.conference === conference);
    void askFor(conference, some);
  }
}

/** One message, however many streams: a hall that comes back is thousands of phones. */
async function askFor(conference: string, some: Subscription[]): Promise<void> {
  if (!socket?.connected) return;
  const streams = some.map(({ stream }) => stream);
  try {
    const at = Object.fromEntries(some.map(({ stream, listeners }) => [stream, standing(listeners)]));
    const answer = await socket.timeout(ACK_MS).emitWithAck("subscribe", { conference, streams, at });
    heard();
    const passing = some.filter((one) => !tell(one, answer));
    if (passing.length > 0) askLater(passing, BUSY_MS);
  } catch {
    askLater(some); // no answer
  }
}

/** Where the first of them stands that would be sent what it has missed; another may have to fetch it. */
function standing(listeners: Set<Listener>): number | undefined {
  return [...listeners].find(({ at }) => at)?.at?.();
}

/** Tell a stream's listeners what was answered. False if it is a problem that may soon be over. */
function tell({ stream, listeners }: Subscription, answer: Subscribed): boolean {
  const { numbers, missed, problems, problem } = answer;
  const number = numbers?.[stream];
  if (number !== undefined) {
    for (const listener of [...listeners]) listener.reached(number, missed?.[stream]);
    return true;
  }
  const refusal = new ProblemError(problem ?? problems?.[stream] ?? {});
  for (const listener of [...listeners]) listener.refused(refusal);
  return !refusal.isPassing;
}

function askLater(some: Subscription[], most?: number): void {
  setTimeout(() => ask(some.map(nameOf)), soon(most));
}

function start(): void {
  if (started) return;
  started = true;
  onWake(wake);
  measure(() => request<{ now: number }>("GET", "/time").then(({ now }) => now), { times: 1 });
  void open();
}

async function loadClient(): Promise<typeof import("socket.io-client")["io"]> {
  for (;;) {
    try {
      const { io } = await import("socket.io-client");
      return io;
    } catch {
      lost();
      await new Promise((resolve) => setTimeout(resolve, soon()));
    }
  }
}

async function open(): Promise<void> {
  const io = await loadClient();
  socket = io({
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnection: false, // `comeBack` does it: after some failures Socket.IO's delays are all alike
    timeout: 8_000,
  });

  socket.on("connect", () => {
    failures = 0;
    connection.value = "connected";
    heard();
    askAll();
    measureClock({ times: returned ? 1 : TIMES }); // whoever returns knew it before
    returned = true;
  });
  socket.on("disconnect", comeBack);
  socket.on("connect_error", comeBack);
  window.addEventListener("offline", lost);

  socket.on("fact", ({ conference, stream, number, type, data }) => {
    heard();
    const fact = type === undefined ? null : { type, data };
    for (const { hear } of [...(subscriptions.get(nameOf({ conference, stream }))?.listeners ?? [])]) {
      hear(number, fact);
    }
    if (!fact) return;
    for (const overhearer of [...overhearers]) {
      if (overhearer.conference === conference && stream.startsWith(overhearer.stream)) {
        overhearer.hear(stream, number, fact);
      }
    }
  });
  socket.on("numbers", ({ conference, numbers }) => {
    heard();
    for (const [stream, number] of Object.entries(numbers)) {
      for (const { reached } of [...(subscriptions.get(nameOf({ conference, stream }))?.listeners ?? [])]) {
        reached(number);
      }
    }
  });
  socket.on("rights", ({ conference }) => askAll(conference));
}

function lost(): void {
  if (!socket?.connected) connection.value = navigator.onLine ? "reconnecting" : "offline";
}

/** Try again in at most three seconds, however often it fails, and whoever ended it. */
function comeBack(): void {
  lost();
  const longest = Math.min(RETRY_MS, FIRST_MS * 2 ** failures++);
  clearTimeout(retry);
  retry = setTimeout(() => socket?.connect(), soon(longest));
}

/**
 * The socket may be dead without knowing it: a question that goes unanswered opens a new one. Where there is none, a
 * try begins, as what was begun before may be as dead: at once for one who looks, but a hall whose network is back is
 * told so at one moment. What has been opened since is left alone.
 */
async function wake(why: Waking): Promise<void> {
  if (!socket || waking) return;
  lost();
  if (!socket.connected && why === "online") {
    failures = 0;
    comeBack();
    return;
  }
  waking = true;
  if (socket.connected) {
    const { id } = socket;
    askAll();
    const answered = await measureClock({ times: TIMES, afresh: true });
    if (!answered && socket.connected && socket.id === id) reconnect();
  } else {
    reconnect();
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS)); // another signal must not cut it off
  }
  waking = false;
}

/** Open the connection anew: a dead one, or after this phone has become somebody else. */
export function reconnect(): void {
  socket?.disconnect();
  clearTimeout(retry);
  socket?.connect();
}

/** Resolves to whether there was any answer. */
async function measureClock(how: { times: number; afresh?: boolean }): Promise<boolean> {
  let answered = false;
  await measure(async () => {
    const answer = await socket?.timeout(RETRY_MS).emitWithAck("clock", {});
    answered = true;
    return answer?.now ?? Number.NaN;
  }, how);
  return answered;
}
