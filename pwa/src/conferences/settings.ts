import type { Schema } from "../contract/types";
import type { ProblemError } from "../live/api";
import { countCharacters } from "../ui/Field";
import type { Day } from "./days";
import { flawsOfWays } from "./ways";

export type Conference = Schema<"ConferenceView">;

/** What organisers may change of their conference. */
export type Settings = Pick<
  Conference,
  | "name"
  | "run_by"
  | "starts_on"
  | "ends_on"
  | "deletes_on"
  | "zone"
  | "languages"
  | "joining"
  | "backgrounds"
  | "review_within"
  | "publishing"
  | "meeting_places"
>;

/** What is wrong, by field (or by a part of one: `backgrounds.3.label`), in sentences to show. */
export type Flaws = Readonly<Record<string, string>>;

const LONGEST_NAME = 80;
const MISSING = "This is needed.";

/** Where a refusal of the whole is shown: beside the field that mends it. */
const BESIDE: Readonly<Record<string, keyof Settings>> = {
  "ends-before-it-starts": "ends_on",
  "deleted-before-it-ends": "deletes_on",
  "deleted-at-once": "deletes_on",
};

/** Pure: some of the settings. */
export function pick<Name extends keyof Settings>(
  from: Settings,
  names: readonly Name[],
): Pick<Settings, Name> {
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<Settings, Name>;
}

/** Pure: what is to be mended before it can be saved. `today`: where the conference is held. */
export function flawsOf(settings: Partial<Settings>, today: Day): Flaws {
  return {
    ...flawsOfWords(settings),
    ...flawsOfDays(settings, today),
    ...(settings.backgrounds && flawsOfWays(settings.backgrounds)),
  };
}

/** Pure: what stands on the lines of a text, each once, without those that are empty. */
export function linesOf(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  return [...new Set(lines)].filter((line) => line !== "");
}

function flawsOfWords(settings: Partial<Settings>): Flaws {
  const flaws: Record<string, string> = {};
  for (const field of ["name", "run_by"] as const) {
    const text = settings[field]?.trim();
    if (text === "") flaws[field] = MISSING;
    if (countCharacters(text ?? "") > LONGEST_NAME) flaws[field] = `At most ${LONGEST_NAME} characters.`;
  }
  return flaws;
}

function flawsOfDays({ starts_on, ends_on, deletes_on }: Partial<Settings>, today: Day): Flaws {
  if (starts_on === undefined || ends_on === undefined || deletes_on === undefined) return {};
  const flaws: Record<string, string> = {};
  if (ends_on < starts_on) flaws.ends_on = "The last day is before the first day.";
  if (deletes_on <= today)
    flaws.deletes_on = "Tomorrow at the earliest, or everything would be deleted at once.";
  if (deletes_on <= ends_on) flaws.deletes_on = "The day of deletion must be after the last day.";
  for (const [field, day] of Object.entries({ starts_on, ends_on, deletes_on })) {
    if (day === "") flaws[field] = MISSING;
  }
  return flaws;
}

/** Pure: what the server found wrong, beside the fields that it is about. */
export function flawsIn({ code, detail, errors }: Pick<ProblemError, "code" | "detail" | "errors">): Flaws {
  const field = BESIDE[code];
  if (field) return { [field]: detail };
  return Object.fromEntries(Object.entries(errors).map(([name, [first = detail]]) => [name, first]));
}

/** Pure: which day it is in a time zone. `now`: epoch milliseconds. */
export function dayIn(zone: string, now: number): Day {
  // Swedish writes days as we keep them.
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" }).format(now);
}

/** Pure: the day after. */
export function dayAfter(day: Day): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 3600_000).toISOString().slice(0, 10);
}

/** Pure: what to change so that everything is deleted as `today` ends; a last day yet to come is today then. */
export function deletingTonight(
  { starts_on, ends_on }: Pick<Settings, "starts_on" | "ends_on">,
  today: Day,
): Partial<Settings> {
  return {
    ...(starts_on > today && { starts_on: today }),
    ...(ends_on > today && { ends_on: today }),
    deletes_on: dayAfter(today),
  };
}
