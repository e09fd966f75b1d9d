import type { Schema } from "../contract/types";
import type { Sign } from "./cue";
import { isSeated, type TalkState } from "./store";

type Talk = Schema<"TalkView">;
type News = Schema<"TalkAnnouncement">;

/**
 * What an attendee's page shows.
 *
 * `door`: it gathers, and they may say that they are here. `gathering`: they have. `late`: it runs without them. `gone`: they were
 * in and are out, because a host freed the chair or because they left. `setting`: tables are being set, or theirs is
 * on its way. `waiting`: in from the next round, or `never` when there is none. `table`: they have one.
 */
export type View =
  | { at: "door" | "gathering" | "late" | "setting" | "ended" }
  | { at: "gone"; freed: boolean }
  | { at: "waiting"; never: boolean; waiting: Schema<"Waiting"> | null }
  | { at: "table"; table: Schema<"TableView">; moving: boolean };

/** Pure: what the page shows of a talk. Whether time is up or stands still is the timer's to say. */
export function viewOf({ talk, here, table, awaited, gone, waiting }: TalkState): View {
  if (talk.phase === "ended") return { at: "ended" };
  if (!here && gone) return { at: "gone", freed: gone === "freed" };
  if (talk.phase === "gathering") return { at: here ? "gathering" : "door" };
  if (!here) return { at: "late" };
  if (isSeated(talk) && table) return { at: "table", table, moving: talk.phase === "moving" };
  if (talk.phase === "setting" || awaited) return { at: "setting" };
  return { at: "waiting", never: talk.round === talk.rounds, waiting };
}

/** A phase that ends at a moment, in epoch milliseconds of the server; `pausedWith` is left while time stands still. */
export interface Timer {
  until: number;
  length: number;
  pausedWith: number | null;
}

/** Pure: what a host said, while it is news. `now`: epoch milliseconds. */
export function currentNews(news: News | null, now: number): News | null {
  return news && Date.parse(news.until) > now ? news : null;
}

const MOVE_MS = 45_000;
const MINUTE_MS = 60_000;

/** Pure: the time that runs, or stands still, in a talk; null where no time counts. */
export function timerOf(talk: Talk): Timer | null {
  if (!isSeated(talk)) return null;
  const length = talk.phase === "moving" ? MOVE_MS : talk.minutes * MINUTE_MS;
  const pausedWith = talk.paused_left === null ? null : talk.paused_left * 1000;
  return { until: talk.ends_at === null ? 0 : Date.parse(talk.ends_at), length, pausedWith };
}

/** Pure: milliseconds left of a timer, never below nothing. */
export function left({ until, pausedWith }: Timer, now: number): number {
  return Math.max(0, pausedWith ?? until - now);
}

/** Pure: about how many minutes a talk takes from its start, with the walks to the tables. */
export function minutesInAll({ rounds, minutes }: Pick<Talk, "rounds" | "minutes">): number {
  return Math.round(rounds * (minutes + MOVE_MS / MINUTE_MS));
}

const CUES: readonly [seconds: number, sign: Sign][] = [
  [0, "now"],
  [30, "last"],
  [120, "soon"],
];

const SPOKEN: readonly [seconds: number, words: string][] = [
  [0, "Time’s up."],
  [10, "10 seconds left."],
  [60, "One minute left."],
  [120, "2 minutes left."],
  [300, "5 minutes left."],
];

/** Pure: what to say when the time left falls from `before` to `now` milliseconds; null where nothing is. */
export function spoken(before: number, now: number): string | null {
  return crossed(SPOKEN, before, now);
}

/** Pure: what the phone signs when the time left falls from `before` to `now` milliseconds; null where nothing is. */
export function signed(before: number, now: number): Sign | null {
  return crossed(CUES, before, now);
}

/** Of the marks passed on the way from `before` to `now`, the one that comes last. */
function crossed<T>(marks: readonly [seconds: number, sign: T][], before: number, now: number): T | null {
  return marks.find(([seconds]) => before > seconds * 1000 && now <= seconds * 1000)?.[1] ?? null;
}
