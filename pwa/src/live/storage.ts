import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/** The last known state of a stream; `build` names the app that wrote it, as another may mean it differently. */
export interface CachedState {
  state: unknown;
  updatedAt: number;
  build: string;
}

/** A command that waits in the outbox. */
export interface StoredCommand {
  id?: number;
  conference: string;
  key: string;
  method: "PUT" | "POST" | "PATCH" | "DELETE";
  path: string;
  body: unknown;
  first?: FileFirst;
  expiresAt: number | null;
  /** Set when the server refused it: it stays until the person decides. */
  problem: StoredProblem | null;
}

/** A file that is sent before a command, unless the phone has it no more because it has arrived. */
export interface FileFirst {
  /** The name that the phone keeps it under (live/files.ts). */
  name: string;
  /** Where it is sent to. */
  path: string;
}

/** A file as every phone's storage takes it. `keptAt`: epoch milliseconds of the phone. */
export interface KeptFile {
  bytes: ArrayBuffer;
  type: string;
  keptAt: number;
}

export interface StoredProblem {
  code: string;
  status: number;
  detail: string;
  params: Record<string, unknown>;
  errors: Record<string, string[]>;
}

/** Everything the phone keeps, scoped by conference: the first part of each key. */
interface Kept extends DBSchema {
  states: { key: [conference: string, keptAs: string]; value: CachedState };
  outbox: { key: number; value: StoredCommand; indexes: { conference: string } };
  files: { key: [conference: string, name: string]; value: KeptFile };
}

let opened: Promise<IDBPDatabase<Kept>> | undefined;

/** The phone's one database. */
export function storage(): Promise<IDBPDatabase<Kept>> {
  opened ??= openDB<Kept>("happenstance", 2, {
    upgrade(db, before) {
      if (before < 1) {
        db.createObjectStore("states");
        db.createObjectStore("outbox", { keyPath: "id", autoIncrement: true }).createIndex(
          "conference",
          "conference",
        );
      }
      db.createObjectStore("files");
    },
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    terminated() {
      opened = undefined;
    },
  });
  return opened;
}

/** Conferences that one has left: a page that closes late keeps nothing of them any more. */
const left = new Set<string>();

/** Keep nothing of a conference any more, or, for somebody who has come in again, keep what is known again. */
export function keepNothing(conference: string, nothing: boolean): void {
  if (nothing) left.add(conference);
  else left.delete(conference);
}

/** Keep the last known state of a stream. */
export async function keepState(conference: string, keptAs: string, kept: CachedState): Promise<void> {
  if (!left.has(conference)) await (await storage()).put("states", kept, [conference, keptAs]);
}
