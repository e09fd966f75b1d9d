import { expect, test } from "vitest";
import { loadTexts } from "../app/texts";
import { sharedWords } from "./shared";
import { spoken, tidyAddress } from "./words";

test("a reason is said in the phone's words, names in their own direction, or as the server put it", async () => {
  const met = { key: "reason.met", params: { name: "محمد" }, text: "as the server put it" };
  expect(spoken(met)).toBe("as the server put it");
  await loadTexts();
  expect(spoken(met)).toBe("You and \u2068محمد\u2069 have met here already.");
  expect(spoken({ ...met, key: "reason.of-tomorrow" })).toBe("as the server put it");
});

test.each([
  ["https://www.example.org/priya/", "example.org/priya"],
  ["http://example.org", "example.org"],
  ["https://example.org/?a=b", "example.org/?a=b"],
])("the address %s reads %s", (link, words) => {
  expect(tidyAddress(link)).toBe(words);
});

test("only what is shared and filled in is seen", () => {
  const profile = { organisation: "Harbour Bank", position: "manager", link: null } as const;
  expect(sharedWords({ ...profile, shares: [] })).toMatch(/your name, and nothing else/);
  expect(sharedWords({ ...profile, shares: ["link"] })).toMatch(/nothing else/);
  expect(sharedWords({ ...profile, shares: ["organisation", "position", "link"] })).toBe(
    "Your contacts see your name, your organisation and your job.",
  );
});
