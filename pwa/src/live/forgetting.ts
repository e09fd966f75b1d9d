import { inConference, request } from "./api";
import { dropDrafts } from "./drafts";
import { forgetFiles } from "./files";
import { forgetStates } from "./states";
import { keepNothing, storage } from "./storage";

/** Where the conference itself is kept: its name, and until when it was to be there. */
const NAME = "feed";

/** Remove everything the phone keeps of a conference: for somebody who has left it. */
export async function forgetConference(conference: string): Promise<void> {
  dropDrafts(conference);
  await forgetOthers(conference);
  const db = await storage();
  await db.delete("states", [conference, NAME]);
  await forgetFiles(conference);
  const rows = await db.getAllKeysFromIndex("outbox", "conference", conference);
  for (const row of rows) await db.delete("outbox", row);
}

/**
 * Remove what the phone keeps of others: for somebody who was taken off, or whose conference is no more. What the
 * conference was called stays, and one's own words that have not gone out.
 */
export async function forgetOthers(conference: string): Promise<void> {
  keepNothing(conference, true);
  await forgetWords(conference);
}

/** Remove what the phone has read, for as long as one may not read it. */
export async function forgetWords(conference: string): Promise<void> {
  await forgetStates(conference, (keptAs) => keptAs !== NAME);
  // The browser has its own copy of the feed, which an answer of refusal takes the place of.
  await request("GET", inConference(conference, "/feed?")).catch(() => {});
}
