import { noSignal, ProblemError, request } from "./api";
import { serverNow } from "./clock";
import { type Command, forget as forgetItem, items, type OutboxItem, outboxItem, show } from "./outboxItems";
import { type StoredCommand, type StoredProblem, storage } from "./storage";
import { onWake } from "./wake";

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

const pauses = new Map<number, { count: number; until: number }>();
let timer: ReturnType<typeof setTimeout> | undefined;
let flushing: Promise<void> | undefined;
let again = false;

/**
 * Put a command in the outbox and try to send it.
 *
 * Resolves when it is safely on the phone: from then on it survives everything but a cleared phone. Rejects only if
 * the phone cannot keep it.
 */
export async function enqueue(command: Command): Promise<void> {
  const { expiresAt = null, body, ...rest } = command;
  const stored: StoredCommand = { ...rest, body, expiresAt, problem: null };
  const write = (await storage()).transaction("outbox", "readwrite", { durability: "strict" });
  const id = await write.store.add(stored);
  await write.done;
  show(read({ ...stored, id }));
  void flush();
}

/** Throw a waiting or refused item away. */
export async function discard(id: number): Promise<void> {
  await (await storage()).delete("outbox", id);
  forget(id);
}

/** Try again, now, what was refused or waits for its turn. */
export async function retry(id: number): Promise<void> {
  const item = items.value.get(id);
  if (item?.state !== "waiting" && item?.state !== "refused") return;
  await mark(id, null);
  pauses.delete(id);
  show({ ...item, state: "waiting", problem: null });
  await flush();
}

/** Take up what earlier visits left, and go on sending whenever the phone wakes or comes online. */
export async function startOutbox(): Promise<void> {
  onWake(() => {
    pauses.clear();
    void flush();
  });
  await flush();
}

/** Send what can be sent now, one tab at a time where the browser can tell. Resolves when nothing more can go. */
export function flush(): Promise<void> {
  again = true;
  flushing ??= inTurn(async () => {
    while (again) {
      again = false;
      await sendAll();
    }
  })
    .catch(() => {
      again = false; // a phone without storage, or locks, has nothing to send; `enqueue` says so to whoever asks
    })
    .finally(() => {
      flushing = undefined;
      return again ? flush() : undefined; // asked for at the very end
    });
  return flushing;
}

async function inTurn(work: () => Promise<void>): Promise<void> {
  if (navigator.locks) await navigator.locks.request("happenstance-outbox", work);
  else await work();
}

async function sendAll(): Promise<void> {
  const rows = (await (await storage()).getAll("outbox")) as (StoredCommand & { id: number })[];
  for (const row of rows) if (!items.value.has(row.id)) show(read(row));
  for (const { id, state } of items.value.values()) {
    const kept = state === "waiting" || state === "refused";
    if (kept && !rows.some((row) => row.id === id)) forget(id); // another tab has seen to it
  }

  for (const row of rows) {
    const item = read(row);
    const newest = outboxItem(item.conference, item.key)?.id === item.id;
    if (!newest) await discard(item.id);
    else if (item.expiresAt !== undefined && item.expiresAt <= serverNow()) await expire(item);
    else if (item.state === "waiting" && (pauses.get(item.id)?.until ?? 0) <= Date.now()) {
      const problem = await send(item);
      if (problem?.status === 0) break; // without a signal nothing else will go either
    }
  }
  schedule();
}

async function send(item: OutboxItem): Promise<ProblemError | null> {
  show({ ...item, state: "sending" });
  try {
    const files = item.first && (await import("./files").catch(unreached));
    await files?.sendFirst(item, (progress) => show({ ...item, state: "sending", progress }));
    const answer = await request(item.method, item.path, item.body);
    await (await storage()).delete("outbox", item.id);
    pauses.delete(item.id);
    show({ ...item, state: "done", answer });
    await files?.dropFirst(item);
    return null;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    if (error.isPassing) {
      postpone(item.id, error.retryAfter ?? 0);
      show({ ...item, state: "waiting" });
    } else {
      await mark(item.id, error.plain());
      show({ ...item, state: "refused", problem: error.plain() });
    }
    return error;
  }
}

function unreached(): never {
  throw noSignal();
}

async function expire(item: OutboxItem): Promise<void> {
  await (await storage()).delete("outbox", item.id);
  show({ ...item, state: "expired" });
}

/** Write down why it was refused, unless it has been thrown away meanwhile. */
async function mark(id: number, problem: StoredProblem | null): Promise<void> {
  const write = (await storage()).transaction("outbox", "readwrite", { durability: "strict" });
  const row = await write.store.get(id);
  if (row) await write.store.put({ ...row, problem });
  await write.done;
}

function postpone(id: number, atLeast: number): void {
  const count = pauses.get(id)?.count ?? 0;
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** count) * (0.5 + Math.random());
  pauses.set(id, { count: count + 1, until: Date.now() + Math.max(pause, atLeast) });
}

function schedule(): void {
  clearTimeout(timer);
  const waiting = [...items.value.values()].filter((item) => item.state === "waiting");
  if (waiting.length === 0) return;
  const rest = waiting.map((item) => (pauses.get(item.id)?.until ?? 0) - Date.now()).filter((ms) => ms > 0);
  timer = setTimeout(flush, Math.min(LONGEST_PAUSE_MS, ...rest));
}

function read({ expiresAt, problem, ...row }: StoredCommand & { id: number }): OutboxItem {
  return {
    ...row,
    ...(expiresAt !== null && { expiresAt }),
    problem,
    state: problem ? "refused" : "waiting",
  };
}

function forget(id: number): void {
  forgetItem(id);
  pauses.delete(id);
}
