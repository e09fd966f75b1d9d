import { expect, test } from "vitest";
import { addressOf, wantedIn, wantedInWords } from "./wanted";

const ALL = { background: null, language: null, by_accident: null, find: null };
const asked = (address: string) => Object.fromEntries(new URLSearchParams(address.split("?")[1]));

test.each([
  ALL,
  { ...ALL, background: "it" },
  { background: "it", language: "de", by_accident: true, find: "Café & “call” = 24/7" },
  { ...ALL, by_accident: false },
])("what is wanted comes back out of its address: %j", (wanted) => {
  expect(wantedIn(asked(addressOf(wanted)))).toEqual(wanted);
});

test("an address that means nothing asks for all", () => {
  expect(wantedIn({ accident: "perhaps", find: "", page: "2" })).toEqual(ALL);
  expect(addressOf(ALL)).toBe("/feed");
});

test("what is wanted is said in words", () => {
  expect(wantedInWords({ ...ALL, background: "it" })).toBeNull();
  expect(wantedInWords({ ...ALL, find: "cables", language: "de", by_accident: true })).toBe(
    "Stories with “cables”, in German, of those who came by accident",
  );
  expect(wantedInWords({ ...ALL, by_accident: false })).toBe("Stories of those who came on purpose");
});
