import type { Here } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";

/** The decks to choose from; for hosts. */
export function getDecks(here: Here): Promise<Schema<"DeckList">> {
  return request("GET", here.path("/decks"));
}

/** Open a talk under the id that this phone gave it: sent again, it is the same talk. */
export function openTalkOnServer(
  here: Here,
  talk: string,
  wanted: Schema<"TalkIn">,
): Promise<Schema<"TalkView">> {
  return request("PUT", here.path(`/talks/${talk}`), wanted);
}

/** Check in: be planned from now on, and seated at once if a round is running. */
export function checkIn(here: Here, talk: string): Promise<Schema<"TalkSnapshot">> {
  return request("PUT", here.path(`/talks/${talk}/here`));
}

/** Leave the talk and free the chair. */
export function leaveTalk(here: Here, talk: string): Promise<void> {
  return request("DELETE", here.path(`/talks/${talk}/here`));
}

/** Turn over the table's next card, if `prompt` is the one that lies there. */
export function passPrompt(
  here: Here,
  table: Schema<"TableView">,
  prompt: string,
): Promise<Schema<"TableView">> {
  return request("PUT", here.path(`/talks/${table.talk_id}/tables/${table.id}/passed/${prompt}`));
}

/** Tell everybody in the talk something, under the id that this phone gave it; for hosts. */
export function announce(
  here: Here,
  talk: string,
  id: string,
  text: string,
): Promise<Schema<"TalkAnnouncement">> {
  return request("PUT", here.path(`/talks/${talk}/announcements/${id}`), { text });
}

/** Take down what everybody in the talk is told; for hosts. */
export function takeDown(here: Here, talk: string, id: string): Promise<void> {
  return request("DELETE", here.path(`/talks/${talk}/announcements/${id}`));
}

/** Free the chair of somebody who is not there; for hosts. */
export function freeChair(here: Here, talk: string, person: string): Promise<void> {
  return request("DELETE", here.path(`/talks/${talk}/people/${person}`));
}

/** Have one's turns after the others', in this round and those to come, or no more. */
export function listenFirst(here: Here, talk: string, listens: boolean): Promise<Schema<"TalkSnapshot">> {
  return request("PUT", here.path(`/talks/${talk}/listening`), { listens });
}
