import { signal } from "@preact/signals";
import type { Schema } from "../contract/types";
import { ProblemError, request } from "../live/api";

export type Attendance = Schema<"Attendance">;

const KEPT = "attendances";

/** The conferences that this phone is in, as last known; null when nothing is. */
export const attendances = signal<readonly Attendance[] | null>(recall());

/** Why the list could not be fetched; null while all is well. */
export const attendancesProblem = signal<ProblemError | null>(null);

function recall(): Attendance[] | null {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "null");
  } catch {
    return null;
  }
}

function keep(list: readonly Attendance[]): void {
  const over = attendances.value?.filter((was) => !list.some((one) => one.person_id === was.person_id)) ?? [];
  attendances.value = list;
  for (const { slug } of over)
    void import("../live/forgetting").then(({ forgetOthers }) => forgetOthers(slug));
  try {
    localStorage.setItem(KEPT, JSON.stringify(list));
  } catch {
    // It is asked for again at the next start.
  }
}

let asking: Promise<void> | undefined;

/** Ask the server which conferences this phone is in. The first answer also gives the phone its cookie. */
export function refreshAttendances(): Promise<void> {
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return asking;
}

async function ask(): Promise<void> {
  try {
    keep((await request<Schema<"AttendanceList">>("GET", "/me")).conferences);
    attendancesProblem.value = null;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    attendancesProblem.value = error;
  }
}

/** Call with the server's answer after joining, using a link, or coming back by a recovery code. */
export function cameIn(attendance: Attendance): void {
  keep([...(attendances.value ?? []).filter(({ slug }) => slug !== attendance.slug), attendance]);
  void import("../live/reconnect").then(({ reconnect }) => reconnect());
}

/** Call after leaving a conference: nothing of it stays on the phone. */
export async function wentOut(slug: string): Promise<void> {
  keep((attendances.value ?? []).filter((attendance) => attendance.slug !== slug));
  const { forgetConference } = await import("../live/forgetting");
  await forgetConference(slug);
}
