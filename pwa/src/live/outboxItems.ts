import { signal } from "@preact/signals";
import type { Method } from "./api";
import type { FileFirst, StoredProblem } from "./storage";

/** What is to be done, once the server can be reached. */
export interface Command {
  conference: string;
  /** What it is about ("story/{id}"): a newer command of the same key takes the place of one not yet sent. */
  key: string;
  method: Exclude<Method, "GET">;
  path: string;
  body?: unknown;
  /** Goes out before it, and is off the phone once the command is done. */
  first?: FileFirst;
  /** Epoch milliseconds of the server, after which it makes no sense any more. */
  expiresAt?: number;
}

export interface OutboxItem extends Command {
  id: number;
  /** `refused` keeps it, with its problem, until it is retried or discarded; `expired` and `done` are off the phone. */
  state: "waiting" | "sending" | "refused" | "expired" | "done";
  problem: StoredProblem | null;
  /** How much of its file has gone out, between 0 and 1, while that is sent. */
  progress?: number;
  /** What the server answered, once done. */
  answer?: unknown;
}

/** All that this page has seen in the outbox. A signal's value is its reader's business; only outbox.ts changes it. */
export const items = signal<ReadonlyMap<number, OutboxItem>>(new Map());

/**
 * What is in a conference's outbox, or has left it since the app was opened: the newest item of each key, oldest
 * first. A signal's read.
 */
export function outboxOf(conference: string): OutboxItem[] {
  const newest = new Map<string, OutboxItem>();
  for (const item of items.value.values()) {
    if (item.conference === conference && item.id >= (newest.get(item.key)?.id ?? 0))
      newest.set(item.key, item);
  }
  return [...newest.values()].sort((one, other) => one.id - other.id);
}

/** The newest item under a key, for a line such as "waiting to send". A signal's read. */
export function outboxItem(conference: string, key: string): OutboxItem | undefined {
  return outboxOf(conference).find((item) => item.key === key);
}

/** Have it shown as it is now. */
export function show(item: OutboxItem): void {
  items.value = new Map(items.value).set(item.id, item);
}

/** It is off the phone. */
export function forget(id: number): void {
  const next = new Map(items.value);
  next.delete(id);
  items.value = next;
}
