import { attendances, attendancesProblem, refreshAttendances } from "../app/attendances";
import type { Schema } from "../contract/types";
import { type Method, ProblemError, request } from "../live/api";

export type Attendance = Schema<"Attendance">;
export type Door = Schema<"Door">;
export type LinkPreview = Schema<"LinkPreview">;

/** What opens a conference's door: the code on the poster, or the token in its QR code. */
export type Key = { code: string } | { token: string };

/** Who somebody is who comes in. The id is the phone's, so that knocking twice is one person. */
export interface Newcomer {
  id: string;
  name: string;
  backgrounds: string[];
}

const CODE_LENGTH = 8;

/** What was typed of a code, as the server keeps it: capitals, no spaces or hyphens. */
export function tidyCode(typed: string): string {
  return typed.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** The key in an address such as /j#NATA67UU (a code) or /j#T_ajDkNuvinQSAbg (a token); null without one. */
export function keyIn(fragment: string): Key | null {
  if (fragment === "") return null;
  return fragment.length <= CODE_LENGTH + 2 ? { code: tidyCode(fragment) } : { token: fragment };
}

/**
 * Ask at the door. A phone that the server has never met is made known first, one request at a time: two answers
 * that both bring a cookie would make it two phones.
 */
async function knock<T>(method: Method, path: string, body: unknown): Promise<T> {
  if (attendances.value === null) await refreshAttendances();
  if (attendances.value === null && attendancesProblem.value) throw attendancesProblem.value;
  try {
    return await request<T>(method, path, body);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== "unknown-device") throw error;
    await refreshAttendances();
    return request<T>(method, path, body);
  }
}

/** What conference a key opens. Throws ProblemError, as all of these do. */
export function lookIn(key: Key): Promise<Door> {
  return knock("POST", "/door", key);
}

/** Come in. */
export function join(key: Key, { id, name, backgrounds }: Newcomer): Promise<Attendance> {
  return knock("PUT", `/people/${id}`, { ...key, name, backgrounds });
}

/** Come back by a recovery code. */
export function recover(code: string): Promise<Attendance> {
  return knock("POST", "/recovery", { code });
}

/** What a link would do. Nothing is used up by looking. */
export function lookAtLink(token: string): Promise<LinkPreview> {
  return knock("POST", "/links/look", { token });
}

/** Do what a link is for; `newcomer` where nobody on this phone is in yet. */
export function followLink(token: string, newcomer?: Newcomer): Promise<Attendance> {
  return knock("POST", "/links/use", newcomer ? { token, newcomer } : { token });
}
