import type { Schema } from "../contract/types";
import type { Role } from "../people/words";
import type { Shelved } from "../stories/shelf";

type Talk = Schema<"TalkView">;

/** What the home page knows; null where it does not know yet. */
export interface Known {
  ended: boolean;
  role: Role;
  /** The conference's talks, the newest first. */
  talks: readonly Talk[] | null;
  /** One's own stories, sent or not. */
  shelf: readonly Shelved[] | null;
  /** A story has been begun on this phone. */
  begun: boolean;
  /** Stories that await a decision; 0 for all but organisers. */
  waiting: number;
}

/**
 * The one thing to do now.
 *
 * `goodbye`: it is over. `conduct`: a talk is on, and this person may conduct it. `talk`: one is on. `review`: stories
 * wait for an organiser. `mend`: a story was sent back, or never arrived. `tell`: none has been told; `finish`: one
 * has been begun. `people`: nothing presses, so there is time to meet somebody.
 */
export type Next =
  | { kind: "goodbye" | "tell" | "finish" | "people" }
  | { kind: "conduct" | "talk"; talk: Talk }
  | { kind: "review"; waiting: number }
  | { kind: "mend"; story: Shelved };

/** Pure: what to do now; null while that cannot be said. What is live comes first, then what others wait for. */
export function whatNext({ ended, role, talks, shelf, begun, waiting }: Known): Next | null {
  if (ended) return { kind: "goodbye" };
  if (talks === null) return null;
  const talk = talks.find(({ phase }) => phase !== "ended");
  if (talk) return { kind: role === "attendee" ? "talk" : "conduct", talk };
  if (waiting > 0) return { kind: "review", waiting };
  if (shelf === null) return null;
  const story = shelf.find(needsMending);
  if (story) return { kind: "mend", story };
  if (shelf.length === 0) return { kind: begun ? "finish" : "tell" };
  return { kind: "people" };
}

/** What was sent back and is not on its way again; or what could not be sent, which only its author can mend. */
function needsMending({ story, outgoing }: Shelved): boolean {
  if (outgoing) return outgoing.item.state === "refused";
  return story?.state === "sent-back";
}
