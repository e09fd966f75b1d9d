import texts from "@texts/refusals.json";
import { expect, test } from "vitest";
import { authorReads, saidIn, whyIn } from "./refusals";

test.each([
  ["German is spoken", ["de", "en"], "de"],
  ["of two the author's first counts", ["fr", "de", "en"], "fr"],
  ["one of Brazil reads Portuguese", ["pt-BR", "en"], "pt"],
  ["their second, where there is nothing in the first", ["ja", "pl", "en", "de"], "pl"],
  ["the conference's, where there is nothing in theirs", ["ja", "sv"], "sv"],
  ["English, where nobody speaks any that there is", ["ja", "toString"], "en"],
  ["English, of whom nothing is known", [], "en"],
])("a refusal is said in a language of its author: %s", (_, languages, language) => {
  expect(saidIn(languages)).toBe(language);
});

test("the same refusal is said in another language as soon as its author speaks another", () => {
  const said = (mine: string) => whyIn(saidIn([mine, "en"]), "send-back", "unfinished");
  expect(said("de")).toBe(texts.de["send-back"].unfinished);
  expect(said("it")).toBe(texts.it["send-back"].unfinished);
});

test("whoever wrote in a language reads it, too, though they did not say so", () => {
  expect(authorReads(["en"], "de")).toEqual(["de", "en"]);
  expect(authorReads(["fr", "de"], "de")).toEqual(["fr", "de"]);
  expect(authorReads(["en"], null)).toEqual(["en"]);
});
