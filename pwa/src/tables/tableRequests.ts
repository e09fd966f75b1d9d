import type { Here } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";

/** Say that somebody's turn is over, whether they spoke or passed. */
export function endTurn(
  here: Here,
  table: Schema<"TableView">,
  person: string,
): Promise<Schema<"TableView">> {
  return request("PUT", `${tablePath(here, table)}/turns/${person}`);
}

/** Give the turn back to whoever had it last. */
export function giveBackTurn(
  here: Here,
  table: Schema<"TableView">,
  person: string,
): Promise<Schema<"TableView">> {
  return request("DELETE", `${tablePath(here, table)}/turns/${person}`);
}

/** Ask why those at one's table are worth meeting. */
export function getIntroductions(here: Here, table: Schema<"TableView">): Promise<Schema<"Introductions">> {
  return request("GET", `${tablePath(here, table)}/introductions`);
}

/** Let one's table write in place of talking, or talk again. */
export function letTableWrite(
  here: Here,
  table: Schema<"TableView">,
  writes: boolean,
): Promise<Schema<"TableView">> {
  return request("PUT", `${tablePath(here, table)}/writing`, { writes });
}

/** Let one table, or all, write in place of talking, or talk again; for hosts. */
export function letRoomWrite(here: Here, talk: string, wanted: Schema<"RoomWritingIn">): Promise<void> {
  return request("PUT", here.path(`/talks/${talk}/writing`), wanted);
}

/** Answer the card on the table in writing, or pass with null. */
export function writeAnswer(
  here: Here,
  table: Schema<"TableView">,
  text: string | null,
): Promise<Schema<"TableView">> {
  return request("PUT", `${tablePath(here, table)}/answers/${table.prompt.key}`, { text });
}

/** Show what is there, whoever still writes. */
export function layOpen(here: Here, table: Schema<"TableView">): Promise<Schema<"TableView">> {
  return request("PUT", `${tablePath(here, table)}/answers/${table.prompt.key}/open`);
}

/** Put a question of one's own on every table of this round; for hosts. */
export function askEverybody(here: Here, talk: string, words: string): Promise<void> {
  return request("PUT", here.path(`/talks/${talk}/words`), { words });
}

function tablePath(here: Here, table: Schema<"TableView">): string {
  return here.path(`/talks/${table.talk_id}/tables/${table.id}`);
}
