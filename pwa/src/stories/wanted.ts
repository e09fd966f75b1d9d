import { languageInWords } from "../people/words";
import type { Wanted } from "./requests";

/** The address of the feed, below the conference's, that asks for what this phone has kept. */
export const LATER = "/feed?later=yes";

/** What the address of the feed asks for: `?background=it&language=de&accident=yes&find=cables`. */
export function wantedIn(query: Readonly<Record<string, string>>): Wanted {
  const accident = query.accident === "yes" ? true : query.accident === "no" ? false : null;
  return {
    background: query.background || null,
    language: query.language || null,
    by_accident: accident,
    find: query.find || null,
  };
}

/** The address of the feed, below the conference's, that asks for these. */
export function addressOf({ background, language, by_accident, find }: Wanted): string {
  const asked = new URLSearchParams();
  if (background) asked.set("background", background);
  if (language) asked.set("language", language);
  if (by_accident != null) asked.set("accident", by_accident ? "yes" : "no");
  if (find) asked.set("find", find);
  const query = asked.toString();
  return query ? `/feed?${query}` : "/feed";
}

/** What is asked for beside the background, in words; null for nothing. */
export function wantedInWords({ language, by_accident, find }: Wanted): string | null {
  const said = [
    find && `with “${find}”`,
    language && `in ${languageInWords(language)}`,
    by_accident != null && `of those who came ${by_accident ? "by accident" : "on purpose"}`,
  ].filter(Boolean);
  return said.length ? `Stories ${said.join(", ")}` : null;
}
