import type { Here } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";

export type Need = Schema<"OwnNeeds">["needs"][number];
export type Side = Extract<Need, `hears-${string}`>;
export type NeedsList = Schema<"NeedsList">;

/** What a table can be, or have beside one, as people ask for it themselves. */
export const TABLES: Readonly<Record<Exclude<Need, Side>, string>> = {
  "step-free": "A step-free table",
  quiet: "A quiet table",
  interpreter: "An interpreter sits with me",
};

export const SIDES: Readonly<Record<Side, string>> = {
  "hears-left": "On my left",
  "hears-right": "On my right",
};

const FOR_ORGANISERS: Readonly<Record<Need, string>> = {
  "step-free": "a step-free table",
  quiet: "a quiet table",
  interpreter: "a chair for their interpreter",
  "hears-left": "to be spoken to from the left",
  "hears-right": "to be spoken to from the right",
};

/** Pure: which side somebody hears better on; null for no difference. */
export function sideOf(needs: readonly Need[]): Side | null {
  return needs.find((need): need is Side => need in SIDES) ?? null;
}

/** Pure: the needs with this side in place of any other. */
export function withSide(needs: readonly Need[], side: Side | null): Need[] {
  return [...needs.filter((need) => !(need in SIDES)), ...(side ? [side] : [])];
}

/** Pure: whether two say the same, in whatever order. */
export function same(one: readonly Need[], other: readonly Need[]): boolean {
  return one.length === other.length && one.every((need) => other.includes(need));
}

/** Pure: what somebody needs, for organisers: "a quiet table, a chair for their interpreter". */
export function needsInWords(needs: readonly Need[]): string {
  return needs.map((need) => FOR_ORGANISERS[need]).join(", ");
}

/** Pure: how many have said what they need. */
export function countNeeds(people: NeedsList["people"]): string {
  return people.length === 1 ? "What one person needs" : `What ${people.length} people need`;
}

/** What one has said oneself. */
export function fetchMine(here: Here): Promise<Schema<"OwnNeeds">> {
  return request("GET", here.path("/me/needs"));
}

/** Say what one needs, as decided on what one has said before. */
export function sayNeeds(here: Here, said: Schema<"OwnNeeds">, needs: Need[]): Promise<Schema<"OwnNeeds">> {
  return request("PUT", here.path("/me/needs"), { version: said.version, needs });
}

/** What everybody needs, for organisers. */
export function fetchNeeds(here: Here): Promise<NeedsList> {
  return request("GET", here.path("/needs"));
}
