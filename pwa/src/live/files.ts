import { noSignal, problemIn, ROOT } from "./api";
import { heard } from "./connection";
import type { Command } from "./outboxItems";
import { storage } from "./storage";

/** A file that nothing refers to is kept for so long all the same: what was thrown away may be taken back. */
const SPARED_MS = 60 * 60_000;
/** Nothing more of a file has gone out, or no answer has come, for so long: that counts as no signal. */
const STALLED_MS = 20_000;
const ANSWER_MS = 90_000;

/** Keep a file on the phone. Rejects if the phone cannot. */
export async function keepFile(conference: string, name: string, file: Blob): Promise<void> {
  const kept = { bytes: await file.arrayBuffer(), type: file.type, keptAt: Date.now() };
  const write = (await storage()).transaction("files", "readwrite", { durability: "strict" });
  await write.store.put(kept, [conference, name]);
  await write.done;
}

/** A file that the phone keeps, or null. */
export async function keptFile(conference: string, name: string): Promise<Blob | null> {
  const kept = await (await storage()).get("files", [conference, name]);
  return kept ? new Blob([kept.bytes], { type: kept.type }) : null;
}

/** Drop all that is kept of a conference. */
export async function forgetFiles(conference: string): Promise<void> {
  await (await storage()).delete("files", allOf(conference));
}

type Follower = Pick<Command, "conference" | "first">;

/** Send the file that goes before a command, unless it has arrived before. Throws `ProblemError`. */
export async function sendFirst(
  { conference, first }: Follower,
  tell: (part: number) => void,
): Promise<void> {
  const file = first && (await keptFile(conference, first.name));
  if (file) await sendFile(first.path, file, tell);
}

/** The command is done: its file has arrived for good. */
export async function dropFirst({ conference, first }: Follower): Promise<void> {
  if (first) await (await storage()).delete("files", [conference, first.name]);
}

/**
 * Drop the files of a conference that neither `begun` nor anything in the outbox has, and that nobody can want back
 * any more. What waits is read from the phone itself: another tab may be the one that sends it.
 */
export async function dropUnwanted(conference: string, begun: ReadonlySet<string>): Promise<void> {
  const write = (await storage()).transaction(["files", "outbox"], "readwrite");
  const waiting = await write.objectStore("outbox").index("conference").getAll(conference);
  const wanted = new Set([...begun, ...waiting.map(({ first }) => first?.name)]);
  for await (const row of write.objectStore("files").iterate(allOf(conference))) {
    if (!wanted.has(row.key[1]) && row.value.keptAt < Date.now() - SPARED_MS) await row.delete();
  }
  await write.done;
}

/**
 * Send a file as it is; `tell` hears how much of it has gone out, between 0 and 1.
 *
 * However slow the signal, it is waited for as long as anything goes out. Throws `ProblemError`.
 */
export function sendFile(path: string, file: Blob, tell: (part: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest(); // `fetch` does not say how far it has come
    let timer: ReturnType<typeof setTimeout>;
    const patience = (milliseconds: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => call.abort(), milliseconds);
    };
    call.upload.onprogress = ({ loaded, total }) => {
      patience(loaded < total ? STALLED_MS : ANSWER_MS);
      tell(loaded / total);
    };
    call.onload = () => {
      heard();
      const { status, responseText } = call;
      if (status >= 200 && status < 300) return resolve();
      const wait = call.getResponseHeader("Retry-After");
      reject(
        problemIn(
          new Response(null, { status, ...(wait && { headers: { "Retry-After": wait } }) }),
          responseText,
        ),
      );
    };
    call.onerror = call.onabort = () => reject(noSignal());
    call.onloadend = () => clearTimeout(timer);
    call.open("PUT", ROOT + path);
    call.setRequestHeader("Content-Type", file.type);
    patience(STALLED_MS);
    call.send(file);
  });
}

function allOf(conference: string): IDBKeyRange {
  return IDBKeyRange.bound([conference], [conference, []]);
}
