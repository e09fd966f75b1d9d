import { expect, test } from "vitest";
import shared from "../../../tests/stories/folding.json";
import { finds, pieces, words } from "./find";

test.each(shared.words as [string, string[]][])("%j has the words that the server sees", (text, split) => {
  expect(words(text)).toEqual(split);
});

test.each(shared.finds as [string, string, boolean][])("in %j, %j is found: %j", (text, search, found) => {
  expect(finds(text, search)).toBe(found);
});

const marked = (text: string, search: string) =>
  pieces(text, search)
    .map((piece) => (piece.found ? `[${piece.text}]` : piece.text))
    .join("");

test("what was sought is marked as it was written", () => {
  expect(marked("Ein Café, zwei CAFÉS", "cafe")).toBe("Ein [Café], zwei [CAFÉ]S");
  expect(marked("Cafe\u0301 noir", "cafe")).toBe("[Cafe\u0301] noir");
  expect(marked("Auf der Straße", "strasse")).toBe("Auf der [Straße]");
  expect(marked("My call-centre calls", "call-cen")).toBe("My [call-cen]tre calls");
  expect(marked("我在客服中心", "客服")).toBe("我在[客服]中心");
  expect(marked("summer, summertime", "summer sum")).toBe("[summer], [summer]time");
  expect(marked("nothing of it", "everything")).toBe("nothing of it");
  expect(marked("", "x")).toBe("");
});
