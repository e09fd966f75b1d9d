import type { Here } from "../app/here";
import type { Schema } from "../contract/types";
import { type Edits, edit, edited } from "../live/edits";
import type { Command, OutboxItem } from "../live/outboxItems";
import { countCharacters } from "../ui/Field";

export type Profile = Schema<"Profile">;

/** What organisers decide on, or the server; and what is said elsewhere, with a tap. */
const NOT_OWN = [
  "id",
  "role",
  "hidden",
  "muted",
  "muted_because",
  "appeal",
  "appeal_answer",
  "openness",
  "paused_until",
  "version",
] as const;

/** What one may change of oneself. */
export type Own = Omit<Profile, (typeof NOT_OWN)[number]>;

/** The outbox's key for one's own profile. */
export const PROFILE = "profile";

export const MOST_BACKGROUNDS = 5;
const LONGEST_NAME = 60;
const LONGEST_LINE = 120;
const MOST_YEARS = 70;

/** What is wrong, by field, in sentences to show. */
export type Flaws = Partial<Record<keyof Own, string>>;

/** The part of a profile that is one's own to change. */
export function ownOf(profile: Profile): Own {
  const own: Partial<Profile> = { ...profile };
  for (const key of NOT_OWN) delete own[key];
  return own as Own;
}

/** Pure: what is to be mended before it can be sent. */
export function flawsOf({ name, organisation, years }: Own): Flaws {
  const flaws: Flaws = {};
  if (countCharacters(name.trim()) > LONGEST_NAME) flaws.name = `At most ${LONGEST_NAME} characters.`;
  if (countCharacters(organisation?.trim() ?? "") > LONGEST_LINE)
    flaws.organisation = `At most ${LONGEST_LINE} characters.`;
  if (name.trim() === "") flaws.name = "Your name is missing.";
  if (years !== null && !(Number.isInteger(years) && years >= 0 && years <= MOST_YEARS))
    flaws.years = `A whole number from 0 to ${MOST_YEARS}.`;
  return flaws;
}

/** Pure: an address as people type it, with what it needs to be one. */
export function wholeAddress(typed: string): string | null {
  const address = typed.trim();
  if (address === "") return null;
  return /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
}

/** Pure: the same edits without what nobody meant to type: spaces at the ends, an address without its beginning. */
export function tidied(own: Own, edits: Edits<Own>, waiting: Partial<Own> = {}): Edits<Own> {
  const { name, organisation, link } = edited(own, edits);
  let tidy = edits;
  if (edits.name) tidy = edit(own, tidy, "name", name.trim(), waiting);
  if (edits.organisation) tidy = edit(own, tidy, "organisation", organisation?.trim() || null, waiting);
  if (edits.link) tidy = edit(own, tidy, "link", wholeAddress(link ?? ""), waiting);
  return tidy;
}

/** What the outbox sends to change one's profile, decided on `version` of it. */
export function saving(here: Here, version: number, changes: Partial<Own>): Command {
  const body = { version, ...changes };
  return { conference: here.slug, key: PROFILE, method: "PATCH", path: here.path("/me"), body };
}

/** The changes that an outbox item carries. */
export function sentIn(item: OutboxItem): Partial<Own> {
  const { version: _, ...changes } = item.body as Partial<Own> & { version: number };
  return changes;
}

/** The version that an outbox item was decided on. */
export function versionOf(item: OutboxItem): number {
  return (item.body as { version: number }).version;
}
