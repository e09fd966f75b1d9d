import { say } from "../app/texts";
import type { Intent, Sentence } from "./requests";

export const INTENTS: Readonly<Record<Intent, string>> = {
  same: "Same path",
  different: "Different path",
  surprise: "Surprise me",
};

/** A sentence that the server sends as key and params, from the phone's catalogue; else as the server put it. */
export function spoken({ key, params, text }: Sentence): string {
  return say(key, isolated(params)) || text;
}

/** Names in other scripts keep their own direction and leave the sentence its own. */
function isolated(params: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, `\u2068${value}\u2069`]));
}

/** An address without what everybody knows of addresses: "example.org/priya". */
export function tidyAddress(link: string): string {
  return link.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
}
