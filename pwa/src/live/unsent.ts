import { draftsOf, dropDrafts } from "./drafts";
import { forgetFiles } from "./files";
import { discard } from "./outbox";
import { storage } from "./storage";

/** Pure: the words in a draft, or in what waits to be sent, if it has any. */
function wordsIn(written: unknown): string[] {
  const text = (written as { text?: unknown } | null)?.text;
  return typeof text === "string" && text.trim() ? [text.trim()] : [];
}

/** The words that somebody wrote at a conference and that have not gone out: begun, waiting, or refused. */
export async function unsentOf(conference: string): Promise<string[]> {
  const rows = await (await storage()).getAllFromIndex("outbox", "conference", conference);
  return [...new Set([...draftsOf(conference), ...rows.map(({ body }) => body)].flatMap(wordsIn))];
}

/** Throw them away. */
export async function forgetUnsent(conference: string): Promise<void> {
  dropDrafts(conference);
  const ids = await (await storage()).getAllKeysFromIndex("outbox", "conference", conference);
  for (const id of ids) await discard(id);
  await forgetFiles(conference);
}
