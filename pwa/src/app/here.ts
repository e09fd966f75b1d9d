import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { KnownFact, Schema } from "../contract/types";
import { inConference, request } from "../live/api";
import { keepNothing } from "../live/storage";
import { openStream, type Stream } from "../live/stream";
import type { Attendance } from "./attendances";

type Role = Schema<"Profile">["role"];

/** The conference that the page is in, and who one is there. */
export interface Here {
  slug: string;
  personId: string;
  /** The page's address inside the conference: `link("/feed")`. */
  link: (path: string) => string;
  /** The API's path inside the conference, for `request` and `enqueue`: `path("/stories")`. */
  path: (path: string) => string;
  me: Stream<Schema<"ProfileSnapshot">>;
  conference: Stream<Schema<"ConferenceSnapshot">>;
}

const ROLES: readonly Role[] = ["attendee", "host", "organiser"];

/** Pure: one's profile after a fact of the stream `person:{id}`. */
export function applyToMe(state: Schema<"ProfileSnapshot">, fact: KnownFact): Schema<"ProfileSnapshot"> {
  return fact.type === "people.profile_changed" ? { ...state, profile: fact.data.profile } : state;
}

/** Pure: the conference after a fact of the stream `feed`. */
export function applyToConference(
  state: Schema<"ConferenceSnapshot">,
  fact: KnownFact,
): Schema<"ConferenceSnapshot"> {
  switch (fact.type) {
    case "conferences.changed":
      return { ...state, conference: fact.data.conference };
    case "conferences.announcement_made": {
      const { announcement } = fact.data;
      const others = state.conference.announcements.filter(({ id }) => id !== announcement.id);
      return { ...state, conference: { ...state.conference, announcements: [announcement, ...others] } };
    }
    default:
      return state;
  }
}

let current: Here | undefined;

/** The open stores of a conference; there is one conference open at a time. */
export function openHere({ slug, person_id: personId }: Attendance): Here {
  if (current?.slug === slug && current.personId === personId) return current;
  closeHere();
  keepNothing(slug, false);
  const path = (below: string) => inConference(slug, below);
  current = {
    slug,
    personId,
    path,
    link: (below) => `/c/${encodeURIComponent(slug)}${below}`,
    me: openStream({
      conference: slug,
      stream: `person:${personId}`,
      load: (signal) => request("GET", path("/me"), undefined, { signal }),
      apply: applyToMe,
    }),
    conference: openStream({
      conference: slug,
      stream: "feed",
      load: (signal) => request("GET", path(""), undefined, { signal }),
      apply: applyToConference,
    }),
  };
  return current;
}

/** Follow no conference any more: before what the phone keeps of it is removed. */
export function closeHere(): void {
  current?.me.close();
  current?.conference.close();
  current = undefined;
}

export const HereContext = createContext<Here | null>(null);

/** The conference one is in; for pages below `/c/{slug}`. */
export function useHere(): Here {
  const here = useContext(HereContext);
  if (!here) throw new Error("useHere is for pages inside a conference");
  return here;
}

/** True once the conference has ended: what is here can be read, and nothing new begins. */
export function useEnded(): boolean {
  return useHere().conference.state.value?.conference.ended ?? false;
}

/** True when one's role includes `role`. What one may really do the server decides. */
export function useRole(role: Role): boolean {
  const mine = useHere().me.state.value?.profile.role ?? "attendee";
  return ROLES.indexOf(mine) >= ROLES.indexOf(role);
}
