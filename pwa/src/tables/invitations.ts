import type { Here } from "../app/here";
import type { KnownFact, Schema } from "../contract/types";
import { request } from "../live/api";
import { openStream, type Stream } from "../live/stream";

export type Invitations = Schema<"InvitationList">;

/** Pure: the talks one is asked to after a fact of the stream `person:{id}` or `feed`. */
export function applyToInvitations(state: Invitations, fact: KnownFact): Invitations {
  switch (fact.type) {
    case "tables.invited": {
      const { talk } = fact.data;
      return { ...state, talks: [talk, ...without(state, talk.id).talks] };
    }
    case "tables.invitation_gone":
      return without(state, fact.data.talk_id);
    case "tables.talk_listed":
      return fact.data.talk.phase === "gathering" ? state : without(state, fact.data.talk.id);
    case "conferences.changed":
      return fact.data.conference.ended ? { ...state, talks: [] } : state;
    default:
      return state;
  }
}

/** Pure: asked to a talk no more. */
export function without(state: Invitations, talkId: string): Invitations {
  return { ...state, talks: state.talks.filter(({ id }) => id !== talkId) };
}

/** Not come to a talk one was asked to. Nobody is told. */
export function declineInvitation(here: Here, talkId: string): Promise<void> {
  return request("DELETE", here.path(`/talks/${talkId}/invitation`));
}

/** Follow the talks to which one is asked, since one was free. */
export function openInvitations(here: Here): Stream<Invitations> {
  return openStream<Invitations>({
    conference: here.slug,
    stream: `person:${here.personId}`,
    keptAs: "invitations",
    load: (signal) => request("GET", here.path("/invitations"), undefined, { signal }),
    apply: applyToInvitations,
    further: [{ stream: "feed", at: (list) => list.feed_number }],
  });
}
