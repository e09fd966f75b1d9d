import type { Socket } from "socket.io-client";
import { ProblemError, request } from "./api";
import { measure } from "./clock";
import { connection, heard } from "./connection";
import type { StoredProblem } from "./storage";
import { onWake } from "./wake";

/** Something that happened, as the server tells it. */
export interface Fact<Type extends string = string, Data = unknown> {
  type: Type;
  data: Data;
}

/** What a subscription brings. */
export interface Listener {
  /** A fact of the stream, or null for one that this phone may not hear. */
  hear: (number: number, fact: Fact | null) => void;
  /** The stream has come to this number. */
  reached: (number: number) => void;
  /** The door is closed for now; it is tried again when rights change, the phone reconnects, or what kept it passes. */
  refused: (problem: ProblemError) => void;
}

interface ServerToPhone {
  fact: (message: {
    conference: string;
    stream: string;
    number: number;
    type?: string;
    data?: unknown;
  }) => void;
  numbers: (message: { conference: string; numbers: Record<string, number> }) => void;
  rights: (message: { conference: string }) => void;
}

type Address = { conference: string; stream: string };
type Subscribed = { number: number } | { problem: Partial<StoredProblem> };

interface PhoneToServer {
  subscribe: (address: Address, ack: (answer: Subscribed) => void) => void;
  unsubscribe: (address: Address, ack: (answer: object) => void) => void;
  clock: (nothing: object, ack: (answer: { now: number }) => void) => void;
}

const ACK_MS = 8_000;
const RETRY_MS = 3_000;
const BUSY_MS = 10_000;

let socket: Socket<ServerToPhone, PhoneToServer> | undefined;
let started = false;
const subscriptions = new Map<string, Address & { listeners: Set<Listener> }>();
const overhearers = new Set<Address & { hear: (stream: string, number: number, fact: Fact) => void }>();

function nameOf({ conference, stream }: Address): string {
  return `${conference}/${stream}`;
}

function soon(most = RETRY_MS): number {
  return most * (0.5 + Math.random() / 2);
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
  if (socket?.connected) ask(name);

  return () => {
    subscription.listeners.delete(listener);
    if (subscription.listeners.size > 0 || subscriptions.get(name) !== subscription) return;
    subscriptions.delete(name);
    if (socket?.connected) socket.emit("unsubscribe", { conference, stream }, () => {});
  };
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

/** Open the connection anew: after this phone has become somebody else. */
export function reconnect(): void {
  socket?.disconnect().connect();
}

async function ask(name: string): Promise<void> {
  const subscription = subscriptions.get(name);
  if (!subscription || !socket) return;
  const { conference, stream, listeners } = subscription;
  try {
    const answer = await socket.timeout(ACK_MS).emitWithAck("subscribe", { conference, stream });
    heard();
    if ("number" in answer) {
      for (const listener of [...listeners]) listener.reached(answer.number);
    } else {
      const problem = new ProblemError(answer.problem);
      for (const listener of [...listeners]) listener.refused(problem);
      if (problem.isPassing) askAgain(name, BUSY_MS);
    }
  } catch {
    askAgain(name); // no answer; the next connect asks anyway
  }
}

function askAgain(name: string, most?: number): void {
  setTimeout(() => socket?.connected && ask(name), soon(most));
}

function askAll(conference?: string): void {
  for (const [name, subscription] of subscriptions) {
    if (conference === undefined || subscription.conference === conference) ask(name);
  }
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
    reconnectionDelay: 500,
    reconnectionDelayMax: 3_000,
    randomizationFactor: 0.5,
    timeout: 8_000,
  });

  socket.on("connect", () => {
    connection.value = "connected";
    heard();
    askAll();
    measureClock();
  });
  socket.on("disconnect", lost);
  socket.on("connect_error", lost);
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
  if (socket?.connected) return;
  connection.value = navigator.onLine ? "reconnecting" : "offline";
  // Socket.IO tries again by itself, but not when the server closed the door.
  if (socket && !socket.active) setTimeout(() => socket?.connect(), soon());
}

/** The socket may be dead without knowing it: a question that goes unanswered opens a new one. */
async function wake(): Promise<void> {
  if (!socket) return;
  if (!socket.connected) {
    lost();
    socket.connect();
    return;
  }
  askAll();
  if (!(await measureClock(true))) reconnect();
}

async function measureClock(afresh = false): Promise<boolean> {
  let answered = false;
  await measure(
    async () => {
      const answer = await socket?.timeout(RETRY_MS).emitWithAck("clock", {});
      answered = true;
      return answer?.now ?? Number.NaN;
    },
    { afresh },
  );
  return answered;
}
