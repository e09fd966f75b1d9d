import { expect, test } from "vitest";
import catalogue from "../../../server/texts/en.json";
import { flawOf, KINDS, typed, wordsIn } from "./flagging";

test("words are one a line, each once, without what surrounds them", () => {
  expect(wordsIn(" acme \n\nhead  hunt*\nacme")).toEqual(["acme", "head hunt*"]);
  expect(wordsIn("")).toEqual([]);
});

test("too many words, or one that is too long, are said before they are sent", () => {
  expect(flawOf("acme")).toBeUndefined();
  expect(flawOf("x".repeat(61))).toContain("60");
  expect(flawOf(Array.from({ length: 201 }, (_, number) => `w${number}`).join("\n"))).toContain("200");
});

test("what is saved is typed as it was", () => {
  const saved = typed({ kinds: ["link"], words: ["acme", "head hunt*"], passes: [], version: 1 });
  expect(saved).toEqual({ kinds: ["link"], words: "acme\nhead hunt*", passes: "" });
});

test("every kind that can be chosen has its sentence", () => {
  const said = Object.keys(catalogue);
  for (const { value } of KINDS) expect(said).toContain(`flag.${value}`);
});
