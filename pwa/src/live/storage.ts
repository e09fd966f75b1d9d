import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { dropDrafts } from "./drafts";

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
  expiresAt: number | null;
  /** Set when the server refused it: it stays until the person decides. */
  problem: StoredProblem | null;
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
}

let opened: Promise<IDBPDatabase<Kept>> | undefined;

/** The phone's one database. */
export function storage(): Promise<IDBPDatabase<Kept>> {
  opened ??= openDB<Kept>("happenstance", 1, {
    upgrade(db) {
      db.createObjectStore("states");
      db.createObjectStore("outbox", { keyPath: "id", autoIncrement: true }).createIndex(
        "conference",
        "conference",
      );
    },
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    terminated() {
      opened = undefined;
    },
  });
  return opened;
}

/** Remove everything the phone keeps of a conference. */
export async function forgetConference(conference: string): Promise<void> {
  dropDrafts(conference);
  const db = await storage();
  await db.delete("states", IDBKeyRange.bound([conference], [conference, []]));
  const rows = await db.getAllKeysFromIndex("outbox", "conference", conference);
  for (const row of rows) await db.delete("outbox", row);
}
