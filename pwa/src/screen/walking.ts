import type { Schema } from "../contract/types";
import { left, timerOf } from "../tables/view";

const LATE_MS = 60_000; // of talking, in which some still walk

/** Pure: whether the room is still looking for its tables at `now`; with names on the wall, a little into the talking. */
export function walking(talk: Schema<"TalkView">, named: boolean, now: number): boolean {
  if (talk.phase === "moving") return true;
  const timer = timerOf(talk);
  return named && timer !== null && timer.length - left(timer, now) < LATE_MS;
}
