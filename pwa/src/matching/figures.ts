import type { Here } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";
import { type Fact, overhear } from "../live/socket";
import { openStream, type Stream } from "../live/stream";

export type Figures = Schema<"MeetingFigures">;
export type Across = NonNullable<Schema<"Mixing">["backgrounds"]>;
export type Acceptance = NonNullable<Figures["acceptance"]>;
export type Exposure = NonNullable<Figures["exposure"]>;
export type Unmet = Schema<"UnmetPage">;

const SOON_MS = 3_000;

/** After these somebody has come, gone, or sat down with others. */
const TELLING = new Set(["people.guest_changed", "people.person_gone", "tables.talk_listed"]);

/** How the room meets, for organisers; fetched anew soon after it may have changed. */
export function openFigures(here: Here): Stream<Figures> {
  const stream = openStream<Figures>({
    conference: here.slug,
    stream: "reviewers",
    keptAs: null,
    load: (signal) => request("GET", here.path("/meeting-figures"), undefined, { signal }),
    apply: (state) => state,
  });
  let soon: ReturnType<typeof setTimeout> | undefined;
  const hear = (_stream: string, _number: number, { type }: Fact) => {
    if (TELLING.has(type)) soon ??= setTimeout(look, SOON_MS);
  };
  const ends = ["reviewers", "feed"].map((name) => overhear(here.slug, name, hear));

  function look() {
    soon = undefined;
    void stream.refresh();
  }

  return {
    ...stream,
    close() {
      clearTimeout(soon);
      for (const end of ends) end();
      stream.close();
    },
  };
}

/** A page of those who have met nobody yet, with `find` in name or organisation. */
export function fetchUnmet(here: Here, find: string, after: string | null, signal?: AbortSignal) {
  const asked = new URLSearchParams({ find, ...(after !== null && { after }) });
  return request<Unmet>("GET", here.path(`/meeting-figures/unmet?${asked}`), undefined, signal && { signal });
}

/** Pure: how many have met nobody, of those who are here. */
export function countUnmet({ here, unmet }: Figures): string {
  if (here === 0) return "No guests are here yet.";
  if (unmet === 0) return "Everybody has met somebody.";
  if (unmet === here && here === 1) return "The one guest has met nobody yet.";
  if (unmet === here) return `None of the ${here} guests has met anybody yet.`;
  return `${unmet} of ${here} guests ${unmet === 1 ? "has" : "have"} met nobody yet.`;
}

/** Pure: what two groups and chance have to do with it: "6 of 10 pairs came in by different ways." */
export function mixedInWords({ tenths, by_chance }: Across, how: string): string {
  return `${tenths} of 10 pairs who have met ${how}. By chance alone it would be ${by_chance}.`;
}

/** Pure: whether it is better than chance, as chance, or worse, in a sentence that blames nobody. */
export function judged({ tenths, by_chance }: Across): string {
  if (tenths > by_chance) return "More than chance would bring about.";
  if (tenths === by_chance) return "As chance would have it.";
  return "Like keeps to like a little. Table talks mix the room.";
}

export interface Offer {
  what: string;
  offered: number;
  /** What came of it, by what it is called. */
  taken: readonly (readonly [what: string, times: number])[];
}

/** Pure: what people offered each other, and what came of it. */
export function offers(told: Acceptance): Offer[] {
  return [
    { what: "Waves", offered: told.waved, taken: [["Waved back", told.waved_back]] },
    {
      what: "Asked to meet now",
      offered: told.asked_now,
      taken: [
        ["Agreed", told.agreed_now],
        ["Said that they met", told.met_now],
      ],
    },
    { what: "Proposed for later", offered: told.proposed_later, taken: [["Agreed", told.agreed_later]] },
  ];
}

/** Pure: how many people are suggested to how many others. */
export function spread(told: Exposure): (readonly [words: string, people: number])[] {
  return [
    ["To nobody", told.none],
    ["To 1 to 5 people", told.up_to_five],
    ["To 6 to 10 people", told.up_to_ten],
    ["To more than 10", told.more],
  ];
}

/** Pure: a total that is told in fives: "35", "fewer than 5". */
export function inFives(total: number): string {
  return total === 0 ? "fewer than 5" : String(total);
}
