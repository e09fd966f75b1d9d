import type { Here } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";

type Guest = Schema<"Guest">;

/** Have somebody stay at this table in every round to come, or be seated like everybody else again (null). */
export function lock(here: Here, talk: string, person: string, table: number | null): Promise<void> {
  const path = here.path(`/talks/${talk}/locks/${person}`);
  return table === null ? request("DELETE", path) : request("PUT", path, { table });
}

/** Pure: those whose names begin, in any of their words, with what is typed; without accents and case. */
export function named<G extends Guest>(guests: readonly G[], typed: string): G[] {
  const wanted = plain(typed);
  return guests.filter(({ person }) =>
    plain(person.name)
      .split(/\s+/)
      .some((_, word, words) => words.slice(word).join(" ").startsWith(wanted)),
  );
}

function plain(text: string): string {
  return text.trim().toLocaleLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
}
