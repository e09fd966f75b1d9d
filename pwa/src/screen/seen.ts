import { ago } from "../ui/Ago";
import type { Screen } from "./useScreens";

/** How often a screen says that it is showing the conference. */
export const SEEN_EVERY_MS = 30_000;
const MISSED_MS = 2.5 * SEEN_EVERY_MS;

/** Pure: how a screen stands at `now` (epoch milliseconds): not opened yet, on, or silent for a while. */
export function standingOf({ seen_at }: Pick<Screen, "seen_at">, now: number): "new" | "on" | "silent" {
  if (seen_at === null) return "new";
  return now - Date.parse(seen_at) < MISSED_MS ? "on" : "silent";
}

/** Pure: the same in words. */
export function seenInWords(screen: Pick<Screen, "seen_at">, now: number): string {
  if (screen.seen_at === null) return "Not opened yet";
  return standingOf(screen, now) === "on" ? "On now" : `Last seen ${ago(Date.parse(screen.seen_at), now)}`;
}
