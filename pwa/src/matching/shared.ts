import type { Schema } from "../contract/types";

type Profile = Pick<Schema<"Profile">, "organisation" | "position" | "link" | "shares">;

const WORDS = { organisation: "your organisation", position: "your job", link: "your link" } as const;

/** Pure: what one's contacts see, in a sentence. What one shares but has not filled in is not there to be seen. */
export function sharedWords(profile: Profile): string {
  const seen = (["organisation", "position", "link"] as const).filter(
    (name) => profile.shares.includes(name) && profile[name],
  );
  const list = ["your name", ...seen.map((name) => WORDS[name])];
  const words = new Intl.ListFormat("en-GB", { type: "conjunction" }).format(list);
  return list.length === 1 ? "Your contacts see your name, and nothing else." : `Your contacts see ${words}.`;
}
