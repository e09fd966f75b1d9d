import { say } from "../app/texts";
import type { Connection, Intent, Sentence } from "./requests";

export const INTENTS: Readonly<Record<Intent, string>> = {
  same: "Same path",
  different: "Different path",
  surprise: "Surprise me",
};

/** A sentence that the server sends as key and params, from the phone's catalogue; else as the server put it. */
export function spoken({ key, params, text }: Sentence): string {
  return say(key, isolated(params)) || text;
}

/** How one came to know a contact: when one first met, at a table or one to one, or else that one waved, and why. */
export function howMet({ at, met_at, reason }: Pick<Connection, "at" | "met_at" | "reason">): string {
  if (met_at) return `You first met here on ${dayAndTime(met_at)}.`;
  const waved = `You waved at each other on ${dayAndTime(at)}.`;
  return reason ? `${waved} ${spoken(reason)}` : waved;
}

/** "Sunday at 14:05", by the phone's own clock. */
function dayAndTime(at: string): string {
  const moment = new Date(at);
  const day = moment.toLocaleDateString("en-GB", { weekday: "long" });
  return `${day} at ${moment.toLocaleTimeString("en-GB", { timeStyle: "short" })}`;
}

/** Names in other scripts keep their own direction and leave the sentence its own. */
function isolated(params: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, `\u2068${value}\u2069`]));
}

/** An address without what everybody knows of addresses: "example.org/priya". */
export function tidyAddress(link: string): string {
  return link.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
}
