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
};

/** A time zone as one reads it: `zoneInWords("America/New_York")` is "America/New York". */
export function zoneInWords(zone: string): string {
  return zone.replaceAll("_", " ");
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
    default:
      return settings[name] ?? "";
  }
}
