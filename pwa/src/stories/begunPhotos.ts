import { draftsOf } from "../live/drafts";
import type { StoryDraft } from "./draft";
import { draftKey } from "./shelf";

/** The ids of the photos that a draft on this phone has. */
export function begunPhotos(conference: string): Set<string> {
  const drafts = draftsOf(conference, draftKey("")) as (StoryDraft | null)[];
  return new Set(drafts.map((draft) => draft?.photo?.id).filter((id) => id !== undefined));
}
