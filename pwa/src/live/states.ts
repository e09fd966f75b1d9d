import { storage } from "./storage";

/** Change the states of a conference whose names begin with `start`, all at once. */
export async function rewriteStates(
  conference: string,
  start: string,
  change: (keptAs: string, state: unknown) => unknown,
): Promise<void> {
  const write = (await storage()).transaction("states", "readwrite");
  const range = IDBKeyRange.bound([conference, start], [conference, `${start}\uffff`]);
  for await (const cursor of write.store.iterate(range)) {
    const state = change(cursor.key[1], cursor.value.state);
    if (state !== cursor.value.state) await cursor.update({ ...cursor.value, state });
  }
  await write.done;
}

/** Remove those states of a conference whose names are `unwanted`. */
export async function forgetStates(conference: string, unwanted: (keptAs: string) => boolean): Promise<void> {
  const write = (await storage()).transaction("states", "readwrite");
  const keys = await write.store.getAllKeys(IDBKeyRange.bound([conference], [conference, []]));
  for (const key of keys) if (unwanted(key[1])) await write.store.delete(key);
  await write.done;
}
