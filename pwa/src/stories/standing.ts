import type { OutboxItem } from "../live/outboxItems";
import type { Refused } from "../moderation/refusals";
import type { Refusal } from "../moderation/requests";
import type { OwnStory } from "./requests";
import { SHOWN_WHERE } from "./words";

/** How something stands: a word, what it means, and how it feels. */
export interface Standing {
  word: string;
  means: string;
  kind: "plain" | "next" | "good" | "bad";
  /** Said before what it means. */
  why?: Refused;
}

/** What others see of a story now; null when an organiser has taken it off, too. */
export function upNow({ hidden, live }: OwnStory): OwnStory["live"] {
  return hidden ? null : live;
}

/** Where a story stands, in words its author understands. `muted`: they can send nothing for now. */
export function standing(story: OwnStory, muted = false): Standing {
  if (story.hidden && story.state === "live") {
    const off = "Somebody reported it, and an organiser has taken it off, at least for now.";
    return {
      word: "Taken off",
      means: muted ? off : `${off} You can change it and send it again.`,
      kind: "bad",
    };
  }
  const still = upNow(story) ? "What was there before stays up." : "";
  switch (story.state) {
    case "in-review":
      return {
        word: "In review",
        means: story.live
          ? `An organiser reads the new version before the room does. ${meanwhile(story)}`
          : "An organiser reads every story before the room does. Usually that takes a few minutes.",
        kind: "plain",
      };
    case "unread":
    case "live":
      return { word: "Live", means: SHOWN_WHERE[(story.live ?? story.latest).shown_on], kind: "good" };
    case "sent-back":
      return { word: "Sent back", kind: "next", ...refused(story, "send-back", still) };
    case "closed":
      return { word: "Closed", kind: "bad", ...refused(story, "close", "") };
    case "withdrawn":
      return { word: "Withdrawn", means: "Nobody sees it any more. You can tell it again.", kind: "plain" };
  }
}

function meanwhile(story: OwnStory): string {
  return upNow(story) ? "Until then the old one stays up." : "The old one has been taken off.";
}

/** Where what is still on this phone stands. */
export function sending(item: OutboxItem): Standing {
  switch (item.state) {
    case "sending": {
      const means = item.progress === undefined ? "Sending it now." : "Sending the photo first.";
      return { word: "On its way", means, kind: "plain" };
    }
    case "refused":
      if (item.problem?.code === "version-conflict") {
        return {
          word: "Not sent",
          means: "You changed it on another phone meanwhile. Which shall stay?",
          kind: "next",
        };
      }
      return { word: "Not sent", means: item.problem?.detail ?? "", kind: "bad" };
    default:
      return {
        word: "Waiting to send",
        means: item.first
          ? "No signal. Your story and its photo are safe on this phone and go out by themselves."
          : "No signal. Your story is safe on this phone and goes out by itself.",
        kind: "next",
      };
  }
}

function refused(story: OwnStory, refusal: Refusal, still: string): Pick<Standing, "means" | "why"> {
  const { reason, words } = story;
  if (reason || words)
    return { why: { refusal, reason, words, language: story.latest.language }, means: still };
  const means = refusal === "send-back" ? "Change it and send it again." : "It will not be shown.";
  return { means: [means, still].filter(Boolean).join(" ") };
}
