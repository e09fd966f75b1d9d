import type { Guests } from "./guestStore";
import type { Role } from "./words";

interface RoleWords {
  /** What somebody is and may do. */
  is: string;
  /** On the button that makes them one. */
  make: string;
  /** Once they are. */
  made: (name: string) => string;
}

/** What organisers are told of roles, the smallest first. */
export const ROLE_CARE: Readonly<Record<Role, RoleWords>> = {
  attendee: {
    is: "An attendee: tells a story, meets people, sits down at a table.",
    make: "Make an attendee again",
    made: (name) => `${name} is an attendee again.`,
  },
  host: {
    is: "A host: opens table talks and conducts them.",
    make: "Make a host",
    made: (name) => `${name} is a host now.`,
  },
  organiser: {
    is: "An organiser: reads stories first, looks after people, runs the screen. All that you may do.",
    make: "Make an organiser",
    made: (name) => `${name} is an organiser now.`,
  },
};

/** Pure: how many there are, or how many were found. */
export function countWords({ people, total, next }: Guests, find: string): string {
  if (find.trim() === "") return total === 1 ? "1 person has joined." : `${total} people have joined.`;
  if (next !== null) return `More than ${people.length} found, of ${total}.`;
  return `${people.length} found, of ${total}.`;
}
