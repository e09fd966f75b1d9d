import type { KnownFact, Schema } from "../contract/types";

type Somebody = { person?: Pick<Schema<"PersonCard">, "id" | "name"> };

/**
 * Pure: true for facts after which there is more to fetch about the people in the lists of a state than they tell: one
 * is shown again, or has another name, by which sentences about them call them.
 */
export function isMoreToKnow(state: object, fact: KnownFact): boolean {
  if (fact.type === "matching.contact_changed") return true;
  if (fact.type !== "people.card_changed") return false;
  const { id, name } = fact.data.person;
  const known = Object.values(state).flat() as (Somebody | null)[];
  return known.some((one) => one?.person?.id === id && one.person.name !== name);
}
