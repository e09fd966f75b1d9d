import { expect, test } from "vitest";
import type { Here } from "../app/here";
import type { Schema } from "../contract/types";
import type { OutboxItem } from "../live/outboxItems";
import { afterwards, heard, onItsWay, saying, sayUntil, seenAs, WORDS } from "./openness";

const NOON = Date.parse("2026-11-23T12:00:00Z");
const here = { slug: "autumn", path: (below: string) => `/conferences/autumn${below}` } as Here;

test("a pause looks like not now until the moment it is over", () => {
  const own = { openness: "say-hello-first", paused_until: "2026-11-23T12:30:00.000Z" } as const;
  expect(seenAs(own, NOON)).toBe("not-now");
  expect(seenAs(own, NOON + 30 * 60_000 - 1)).toBe("not-now");
  expect(seenAs(own, NOON + 30 * 60_000)).toBe("say-hello-first");
  expect(seenAs({ ...own, paused_until: null }, NOON)).toBe("say-hello-first");
});

test("what is said waits for a signal no longer than it may still be true", () => {
  expect(saying(here, "not-now", null, NOON)).toMatchObject({
    key: "openness",
    method: "PUT",
    path: "/conferences/autumn/me/openness",
    body: { openness: "not-now", pause: null, asked_at: "2026-11-23T12:00:00.000Z" },
    expiresAt: NOON + 3_600_000,
  });
  expect(saying(here, "come-and-talk", "half-hour", NOON).expiresAt).toBe(NOON + 1_800_000);
});

test("only what has not arrived is on its way", () => {
  const body = { openness: "not-now", pause: null, asked_at: null };
  const item = (state: OutboxItem["state"]) => ({ state, body }) as OutboxItem;
  expect(onItsWay(undefined)).toBeNull();
  expect(onItsWay(item("waiting"))).toEqual(body);
  expect(onItsWay(item("sending"))).toEqual(body);
  for (const state of ["done", "refused", "expired"] as const) expect(onItsWay(item(state))).toBeNull();
});

test("an answer that was overtaken by another phone changes nothing", () => {
  const at = (number: number, openness: string) =>
    ({ number, profile: { name: "Alice", openness, paused_until: null } }) as Schema<"ProfileSnapshot">;
  expect(heard(at(4, "come-and-talk"), at(5, "not-now")).profile.openness).toBe("not-now");
  expect(heard(at(6, "come-and-talk"), at(5, "not-now")).profile.openness).toBe("come-and-talk");
});

test("a pause leads back to a word by which one can be met", () => {
  for (const word of Object.keys(WORDS) as (keyof typeof WORDS)[])
    expect(afterwards(word)).not.toBe("not-now");
  expect(afterwards("people-i-know")).toBe("people-i-know");
});

test("the end of a pause is said by the clock, with its day if that is another", () => {
  const today = new Date(2026, 10, 23, 15, 30);
  const tomorrow = new Date(2026, 10, 24, 8, 0);
  expect(sayUntil(today.toISOString(), today.getTime() - 60_000)).toBe("15:30");
  expect(sayUntil(tomorrow.toISOString(), today.getTime())).toBe("Tuesday at 08:00");
});
