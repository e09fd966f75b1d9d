import type { Here } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";
import type { Guest } from "./guestStore";

export type NewLink = Schema<"NewLink">;

/** What an organiser changes of somebody. */
export type Care = Partial<Pick<Guest, "name" | "hidden" | "role">>;

/** Rename, hide or show somebody, or change what they may do, as decided on what is seen of them. */
export function lookAfter(here: Here, { id, version }: Guest, care: Care): Promise<Guest> {
  return request("PATCH", here.path(`/guests/${id}`), { version, ...care });
}

/** Make a link that brings somebody back. Their recovery code works no more. */
export function makeReturnLink(here: Here, { id }: Guest): Promise<NewLink> {
  return request("POST", here.path(`/guests/${id}/link`));
}

/** Remove somebody and everything of theirs. */
export function removeGuest(here: Here, { id }: Guest): Promise<void> {
  return request("DELETE", here.path(`/guests/${id}`));
}

/** Make a link for whoever taps it first. */
export function makeRoleLink(here: Here, gives: Schema<"RoleLinkIn">["gives"]): Promise<NewLink> {
  return request("POST", here.path("/role-links"), { gives });
}
