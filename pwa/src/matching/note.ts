import { dropDraft, readDraft } from "../live/drafts";

export const LONGEST_NOTE = 500;

/** The name under which this phone keeps what one noted of somebody. It is a draft that is never sent. */
export function noteKey(personId: string): string {
  return `note/${personId}`;
}

/** What one noted of somebody, on this phone alone. */
export function noteOf(conference: string, personId: string): string {
  return (readDraft<string>(conference, noteKey(personId)) ?? "").trim();
}

/** Forget what one noted: they are no contact any more. */
export function forgetNote(conference: string, personId: string): void {
  dropDraft(conference, noteKey(personId));
}
