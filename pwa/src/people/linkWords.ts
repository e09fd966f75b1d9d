import type { LinkPreview } from "./door";

interface LinkWords {
  title: string;
  lines: string[];
  /** On the button. */
  tap: string;
}

/** Pure: what a link is for, in words, before it is tapped. */
export function linkWords({ kind, role, joined }: Pick<LinkPreview, "kind" | "role" | "joined">): LinkWords {
  if (kind === "screen") {
    return {
      title: "The big screen",
      lines: [
        "This device will show the way in, stories and the talk’s clock to the whole room.",
        "Open it on the machine at the projector, not on your phone.",
      ],
      tap: "Show the screen here",
    };
  }
  if (kind === "recovery") {
    return {
      title: "Welcome back",
      lines: [
        "One tap, and you are yourself again on this phone: your story, your contacts, your place at the table.",
        ...(joined
          ? [
              "Somebody is in on this phone already. If that is not you, they need a code of their own to return.",
            ]
          : []),
      ],
      tap: "Bring me back",
    };
  }
  const lines =
    role === "organiser"
      ? ["Organisers read stories before the room does, look after people, and run the screen."]
      : ["Hosts open table talks, keep the rounds moving, and find latecomers a chair."];
  return {
    title: role === "organiser" ? "Become an organiser" : "Become a host",
    lines: [...lines, "This link is for one person, and works once."],
    tap: role === "organiser" ? "Be an organiser" : "Be a host",
  };
}
