import { expect, test } from "vitest";
import type { KnownFact } from "../contract/types";
import { applyToMeetNow, type MeetNow, type MeetNowList, metSince, whatToSay } from "./meetNow";

const NOW = Date.parse("2026-11-23T09:00:00.000Z");

function meeting(id: string, changes: Partial<MeetNow> = {}): MeetNow {
  return {
    id,
    person: {
      id: `p-${id}`,
      name: "Priya",
      organisation: null,
      position: null,
      backgrounds: [],
      openness: "come-and-talk" as const,
    },
    mine: false,
    state: "asked",
    reason: null,
    until: "2026-11-23T09:05:00.000Z",
    place: null,
    sign: null,
    ...changes,
  };
}

function list(...meetings: MeetNow[]): MeetNowList {
  return { number: 1, feed_number: 9, meetings };
}

function after(state: MeetNowList, type: string, data: unknown): string[] {
  return applyToMeetNow(state, { type, data } as KnownFact).meetings.map(
    ({ id, state: now }) => `${id} ${now}`,
  );
}

test("what is asked, agreed and ended takes the place of what was known of it", () => {
  const state = list(meeting("a"), meeting("b"));
  for (const [type, now] of [
    ["matching.asked_to_meet", "asked"],
    ["matching.meeting_agreed", "agreed"],
    ["matching.meeting_ended", "over"],
  ] as const) {
    expect(after(state, type, { meeting: meeting("a", { state: now }) })).toEqual(["b asked", `a ${now}`]);
  }
});

test("what is called off is gone, and so is all with somebody who is", () => {
  const state = list(meeting("a"), meeting("b"));
  expect(after(state, "matching.meeting_called_off", { meeting_id: "a" })).toEqual(["b asked"]);
  expect(after(state, "people.person_gone", { person_id: "p-b" })).toEqual(["a asked"]);
  expect(after(state, "matching.disconnected", { person_id: "p-b" })).toEqual(["a asked"]);
});

test("the end of the conference ends all, and no other change of it does", () => {
  const state = list(meeting("a"));
  expect(after(state, "conferences.changed", { conference: { ended: true } })).toEqual([]);
  expect(after(state, "conferences.changed", { conference: { ended: false } })).toEqual(["a asked"]);
});

test("the sign is shown before anything else, then what presses most", () => {
  const agreed = meeting("a", { state: "agreed" });
  const asked = meeting("b");
  const waiting = meeting("c", { mine: true });
  expect(whatToSay(list(agreed, asked, waiting), NOW)).toEqual({ kind: "sign", meeting: agreed });
  expect(whatToSay(list(waiting, asked), NOW)?.kind).toBe("asked");
  expect(whatToSay(list(waiting), NOW)?.kind).toBe("waiting");
  expect(whatToSay(list(), NOW)).toBeNull();
  expect(whatToSay(null, NOW)).toBeNull();
});

test.each([
  [{ state: "asked" }, null],
  [{ state: "asked", mine: true }, "unanswered"],
  [{ state: "agreed" }, "did-you"],
  [{ state: "over" }, null],
  [{ state: "missed" }, null],
  [{ state: "met" }, null],
] as const)("once its time is up, %o is %s, whether or not the phone has heard so", (changes, kind) => {
  const late = meeting("a", { ...changes, until: "2026-11-23T09:00:00.000Z" });
  expect(whatToSay(list(late), NOW)?.kind ?? null).toBe(kind);
});

test("who met is said once, also to a phone that was loading the page when the other said so", () => {
  const agreed = list(meeting("a", { state: "agreed" }));
  const met = list(meeting("a", { state: "met" }), meeting("b", { state: "met" }));
  expect(metSince(agreed, met).map(({ id }) => id)).toEqual(["a"]);
  expect(metSince(met, met)).toEqual([]);
  expect(metSince(null, met)).toEqual([]);
});
