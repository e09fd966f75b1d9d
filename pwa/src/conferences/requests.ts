import type { Here } from "../app/here";
import type { Schema } from "../contract/types";
import { ProblemError, request } from "../live/api";
import type { Conference, Settings } from "./settings";

export type Keys = Schema<"Keys">;

type Snapshot = Schema<"ConferenceSnapshot">;

function known(here: Here): Conference | undefined {
  return here.conference.state.value?.conference;
}

/** The version that a command is decided on. */
function decided(here: Here): { version: number } {
  return { version: known(here)?.version ?? 1 };
}

/** Make an answer known to this phone before its fact arrives. */
function take(here: Here, { conference }: Snapshot): Conference {
  here.conference.amend((state) =>
    state.conference.version < conference.version ? { ...state, conference } : state,
  );
  return conference;
}

/** Does what is decided on a version; where that was overtaken, learns how things stand before it throws. */
async function upToDate<T>(here: Here, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (problem) {
    if (problem instanceof ProblemError && problem.code === "version-conflict")
      await here.conference.refresh();
    throw problem;
  }
}

/**
 * Change settings. Where somebody was faster, but `holds` of what they made of it, these changes hold as well.
 *
 * Throws ProblemError: version-conflict where they do not.
 */
export async function saveSettings(
  here: Here,
  changes: Partial<Settings>,
  holds: (now: Conference) => boolean = () => true,
): Promise<Conference> {
  for (;;) {
    const on = decided(here);
    try {
      return take(
        here,
        await upToDate(here, () => request<Snapshot>("PATCH", here.path(""), { ...on, ...changes })),
      );
    } catch (problem) {
      const now = known(here);
      const overtaken = problem instanceof ProblemError && problem.code === "version-conflict";
      if (!overtaken || !now || now.version === on.version || !holds(now)) throw problem;
    }
  }
}

/** What lets people in, for hosts: the code, and the link behind the QR code. */
export function fetchKeys(here: Here, signal?: AbortSignal): Promise<Keys> {
  return request("GET", here.path("/keys"), undefined, signal && { signal });
}

/** Replace the code and the link. What hangs on the wall opens nothing any more. */
export function rotateKeys(here: Here): Promise<Keys> {
  return upToDate(here, () => request<Keys>("POST", here.path("/keys"), decided(here)));
}

/** Tell everyone something. Sent twice under one id, it is told once. */
export function announce(here: Here, id: string, text: string): Promise<void> {
  return request("PUT", here.path(`/announcements/${id}`), { text });
}

/** End the conference. */
export async function endConference(here: Here): Promise<void> {
  take(here, await upToDate(here, () => request<Snapshot>("POST", here.path("/end"), decided(here))));
}

/** How many people are here, for organisers. */
export async function countPeople(here: Here): Promise<number> {
  return (await request<Schema<"GuestPage">>("GET", here.path("/guests?find="))).total;
}
