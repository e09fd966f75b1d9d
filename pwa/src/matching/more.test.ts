import { expect, test } from "vitest";
import type { KnownFact, Schema } from "../contract/types";
import { isMoreToKnow } from "./more";

const BOB: Schema<"PersonCard"> = {
  id: "bob",
  name: "Bob",
  organisation: null,
  position: null,
  backgrounds: [],
  openness: "come-and-talk",
};

function changed(person: Schema<"PersonCard">): KnownFact {
  return { type: "people.card_changed", data: { person } };
}

test("sentences about somebody call them by their name, and another one is to be fetched", () => {
  expect(isMoreToKnow({ number: 1, sent: [{ person: BOB }] }, changed({ ...BOB, name: "Robert" }))).toBe(
    true,
  );
  expect(
    isMoreToKnow({ number: 1, sent: [{ person: BOB }] }, changed({ ...BOB, organisation: "The Guild" })),
  ).toBe(false);
  expect(isMoreToKnow({ number: 1, sent: [] }, changed({ ...BOB, name: "Robert" }))).toBe(false);
  expect(
    isMoreToKnow({ number: 1, sent: [] }, { type: "matching.contact_changed", data: { person_id: "bob" } }),
  ).toBe(true);
});
