import { expect, test } from "vitest";
import { languageInWords, positionInWords } from "./words";

test("a job that has no word of its own leaves no word under the name", () => {
  expect(positionInWords("team-leader")).toBe("Team leader");
  expect(positionInWords("other")).toBeNull();
  expect(positionInWords(null)).toBeNull();
});

test("a language is called by its name, and a code that is none shows itself", () => {
  expect(languageInWords("de")).toBe("German");
  expect(languageInWords("no such")).toBe("no such");
});
