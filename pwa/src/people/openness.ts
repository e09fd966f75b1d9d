import type { Here } from "../app/here";
import type { Schema } from "../contract/types";
import type { Command, OutboxItem } from "../live/outboxItems";
import type { Profile } from "./profile";

export type Openness = Schema<"PersonCard">["openness"];
export type Pause = NonNullable<Schema<"OpennessIn">["pause"]>;

/** How one would like to be met: the word that others read. */
export const WORDS: Readonly<Record<Openness, string>> = {
  "come-and-talk": "Come and talk",
  "say-hello-first": "Please say hello first",
  "people-i-know": "People I know",
  "not-now": "Not now",
};

/** What it means, to oneself. */
export const MEANS: Readonly<Record<Openness, string>> = {
  "come-and-talk": "Anybody may walk over to you, or wave.",
  "say-hello-first": "People are asked to wave first, and to wait until you wave back.",
  "people-i-know":
    "Only people you have met here, or are connected with, are suggested to you or can wave at you.",
  "not-now": "Nobody is suggested to you, nor you to anybody. Waves wait until you are back.",
};

/** What others may do about it, where it is not plain. */
export const ASKS: Readonly<Record<Openness, string | null>> = {
  "come-and-talk": null,
  "say-hello-first": "Wave, and walk over when they wave back.",
  "people-i-know": "They see waves of people they have met here, or are connected with.",
  "not-now": "They would rather not be met just now. A wave keeps for a day.",
};

export const PAUSES: Readonly<Record<Pause, string>> = {
  "half-hour": "Half an hour",
  hour: "An hour",
  morning: "Until tomorrow morning",
};

/** The outbox's key for how open one is. */
export const OPENNESS = "openness";

const HOUR_MS = 3_600_000;
/** For how long it waits for a signal: what was true an hour ago may not be any more. */
const WAITS_MS: Readonly<Record<Pause | "none", number>> = {
  none: HOUR_MS,
  "half-hour": HOUR_MS / 2,
  hour: HOUR_MS,
  morning: HOUR_MS,
};

export type Own = Pick<Profile, "openness" | "paused_until">;
export type Said = Schema<"OpennessIn">;

/** What the outbox sends to say how open one is, from `now` (the server's epoch milliseconds) on. */
export function saying(here: Here, openness: Openness, pause: Pause | null, now: number): Command {
  const body: Said = { openness, pause, asked_at: new Date(now).toISOString() };
  return {
    conference: here.slug,
    key: OPENNESS,
    method: "PUT",
    path: here.path("/me/openness"),
    body,
    expiresAt: now + WAITS_MS[pause ?? "none"],
  };
}

/** Pure: how open others see somebody at `now`; a pause that is over is none. */
export function seenAs({ openness, paused_until }: Own, now: number): Openness {
  return paused_until && Date.parse(paused_until) > now ? "not-now" : openness;
}

/** Pure: how open one is after a pause. Whoever said "not now" without an end would not be met by nobody for ever. */
export function afterwards(openness: Openness): Openness {
  return openness === "not-now" ? "come-and-talk" : openness;
}

/** What one has said that has not arrived yet; null when all has. */
export function onItsWay(item: OutboxItem | undefined): Said | null {
  return item?.state === "waiting" || item?.state === "sending" ? (item.body as Said) : null;
}

/** Pure: one's profile with what the server answered, unless more has been heard since. */
export function heard(
  known: Schema<"ProfileSnapshot">,
  answered: Schema<"ProfileSnapshot">,
): Schema<"ProfileSnapshot"> {
  if (known.number > answered.number) return known;
  const { openness, paused_until } = answered.profile;
  return { ...known, profile: { ...known.profile, openness, paused_until } };
}

/** Pure: when a pause is over, as one says it: "15:30", or "Tuesday at 08:00". */
export function sayUntil(until: string, now: number): string {
  const end = new Date(until);
  const time = end.toLocaleTimeString("en-GB", { timeStyle: "short" });
  if (end.toDateString() === new Date(now).toDateString()) return time;
  return `${end.toLocaleDateString("en-GB", { weekday: "long" })} at ${time}`;
}
