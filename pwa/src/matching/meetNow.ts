import type { Here } from "../app/here";
import type { KnownFact, Schema } from "../contract/types";
import { request } from "../live/api";
import { openStream, type Stream } from "../live/stream";
import { uuid } from "../live/uuid";
import { isMoreToKnow } from "./more";

export type MeetNow = Schema<"MeetNow">;
export type MeetNowList = Schema<"MeetNowList">;

type Place = Pick<Here, "path">;

/** Ask a contact to meet now. All of this is asked at once or not at all: a late one would puzzle. */
export function askToMeet(here: Place, personId: string): Promise<MeetNow> {
  return request("PUT", here.path(`/meet-now/${uuid()}`), { person_id: personId });
}

/** Take back what one asked, before anybody agreed. */
export function takeBackAsking(here: Place, meetingId: string): Promise<void> {
  return request("DELETE", here.path(`/meet-now/${meetingId}`));
}

/** Agree to meet, say "not just now", that the two have met, or that the other is not there. */
export function answerMeeting(
  here: Place,
  meetingId: string,
  answer: "agreed" | "not-now" | "met" | "missed",
): Promise<MeetNow | undefined> {
  return request("PUT", here.path(`/meet-now/${meetingId}/${answer}`));
}

/** Pure: whom one meets or may meet now after a fact of the stream `person:{id}` or `feed`. */
export function applyToMeetNow(state: MeetNowList, fact: KnownFact): MeetNowList {
  switch (fact.type) {
    case "matching.asked_to_meet":
    case "matching.meeting_agreed":
    case "matching.meeting_ended":
      return withMeeting(state, fact.data.meeting);
    case "matching.meeting_called_off":
      return withoutMeeting(state, fact.data.meeting_id);
    case "matching.disconnected":
    case "people.person_gone": {
      const { person_id } = fact.data;
      return { ...state, meetings: state.meetings.filter(({ person }) => person.id !== person_id) };
    }
    case "people.card_changed": {
      const { person } = fact.data;
      const change = (one: MeetNow) => (one.person.id === person.id ? { ...one, person } : one);
      return { ...state, meetings: state.meetings.map(change) };
    }
    case "conferences.changed":
      return fact.data.conference.ended ? { ...state, meetings: [] } : state;
    default:
      return state;
  }
}

/** Pure: with a meeting as it is now. */
export function withMeeting(state: MeetNowList, meeting: MeetNow): MeetNowList {
  const others = state.meetings.filter(({ id }) => id !== meeting.id);
  return { ...state, meetings: [...others, meeting] };
}

/** Pure: those that took place since: known `before`, and met by now, whoever of the two said so. */
export function metSince(before: MeetNowList | null, now: MeetNowList | null): MeetNow[] {
  const then = new Set(before?.meetings.filter(({ state }) => state !== "met").map(({ id }) => id));
  return now?.meetings.filter(({ id, state }) => state === "met" && then.has(id)) ?? [];
}

/** Pure: without one of which there is nothing more to say. */
export function withoutMeeting(state: MeetNowList, meetingId: string): MeetNowList {
  return { ...state, meetings: state.meetings.filter(({ id }) => id !== meetingId) };
}

/**
 * What to say of meeting now, the most pressing first.
 *
 * `sign`: it is agreed. `missed`: they did not find each other. `asked`: somebody asks. `did-you`: its time is up, and
 * nobody said whether they met. `waiting`: oneself has asked; `unanswered`: in vain.
 */
export interface ToSay {
  kind: "sign" | "missed" | "asked" | "did-you" | "waiting" | "unanswered";
  meeting: MeetNow;
}

const PRESSING: readonly ToSay["kind"][] = ["sign", "missed", "asked", "did-you", "waiting", "unanswered"];

/** Pure: what to say now, or null. `now`: epoch milliseconds. */
export function whatToSay(state: MeetNowList | null, now: number): ToSay | null {
  const all = (state?.meetings ?? []).flatMap((meeting): ToSay[] => {
    const kind = kindOf(meeting, now);
    return kind ? [{ kind, meeting }] : [];
  });
  for (const kind of PRESSING) {
    const found = all.findLast((one) => one.kind === kind);
    if (found) return found;
  }
  return null;
}

function kindOf({ state, mine, until }: MeetNow, now: number): ToSay["kind"] | null {
  const live = Date.parse(until) > now;
  switch (state) {
    case "agreed":
      return live ? "sign" : "did-you";
    case "missed":
      return live ? "missed" : null;
    case "over":
      return live ? "did-you" : null;
    case "asked":
      if (live) return mine ? "waiting" : "asked";
      return mine ? "unanswered" : null;
    default:
      return null;
  }
}

/** Follow whom one meets or may meet now. */
export function openMeetNow(here: Here): Stream<MeetNowList> {
  const { slug: conference } = here;
  return openStream<MeetNowList>({
    conference,
    stream: `person:${here.personId}`,
    keptAs: "meet-now",
    load: (signal) => request("GET", here.path("/meet-now"), undefined, { signal }),
    apply: applyToMeetNow,
    tellsTooLittle: isMoreToKnow,
    further: [{ stream: "feed", at: (list) => list.feed_number }],
  });
}
