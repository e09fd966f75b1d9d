import { expect, test } from "vitest";
import { loadTexts } from "../app/texts";
import { sharedWords } from "./shared";
import { howMet, spoken, tidyAddress } from "./words";

test("a reason is said in the phone's words, names in their own direction, or as the server put it", async () => {
  const met = { key: "reason.met", params: { name: "محمد" }, text: "as the server put it" };
  expect(spoken(met)).toBe("as the server put it");
  await loadTexts();
  expect(spoken(met)).toBe("You and \u2068محمد\u2069 have met here already.");
  expect(spoken({ ...met, key: "reason.of-tomorrow" })).toBe("as the server put it");
});

test("how two met is when they first did, or that they waved and why", () => {
  const at = new Date(2026, 10, 22, 14, 5).toISOString();
  const later = new Date(2026, 10, 23, 9, 30).toISOString();
  const reason = { key: "reason.of-tomorrow", params: {}, text: "You both fell in." };
  expect(howMet({ at: later, met_at: at, reason: null })).toBe("You first met here on Sunday at 14:05.");
  expect(howMet({ at, met_at: null, reason: null })).toBe("You waved at each other on Sunday at 14:05.");
  expect(howMet({ at, met_at: null, reason })).toBe(
    "You waved at each other on Sunday at 14:05. You both fell in.",
  );
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
