import { languageInWords } from "../people/words";
import { sayDay } from "./days";
import type { Settings } from "./settings";
import { sortWays } from "./ways";

export const NAMES: Readonly<Record<keyof Settings, string>> = {
  name: "Name",
  run_by: "Run by",
  starts_on: "First day",
  ends_on: "Last day",
  deletes_on: "Everything is deleted on",
  zone: "Time zone",
  languages: "Languages",
  joining: "Who may come in",
  backgrounds: "Ways into the industry",
  review_within: "The longest that anybody waits",
  publishing: "When others see a story",
  meeting_places: "Where people meet",
};

/** When others see a story, in a few words. */
export const PUBLISHING: Readonly<Record<Settings["publishing"], string>> = {
  "read-first": "Once it has been read",
  trusted: "Trusted people at once",
  "at-once": "Everybody at once",
};

/** A time zone as one reads it: `zoneInWords("America/New_York")` is "America/New York". */
export function zoneInWords(zone: string): string {
  return zone.replaceAll("_", " ");
}

/** Some minutes as one reads them: "1 minute", "5 minutes". */
export function minutesInWords(minutes: number): string {
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}

/** Pure: how a setting stands, in words. */
export function settingInWords(name: keyof Settings, settings: Partial<Settings>): string {
  const { languages = [], backgrounds = [], zone = "" } = settings;
  switch (name) {
    case "starts_on":
    case "ends_on":
    case "deletes_on":
      return settings[name] ? sayDay(settings[name]) : "not said";
    case "zone":
      return zoneInWords(zone);
    case "languages":
      return languages.map(languageInWords).join(", ");
    case "backgrounds":
      return sortWays(backgrounds)
        .offered.map(({ label }) => label)
        .join(", ");
    case "publishing":
      return PUBLISHING[settings[name] ?? "read-first"];
    case "meeting_places":
      return settings[name]?.join(", ") || "none";
    case "review_within":
      return minutesInWords(settings[name] ?? 0);
    default:
      return settings[name] ?? "";
  }
}
