import { expect, test } from "vitest";
import { fill, loadTexts, say } from "./texts";

test("params go where their names stand, and a missing one is seen", () => {
  expect(fill("Table {number}, {who}", { number: 7 })).toBe("Table 7, {who}");
});

test("a sentence comes from the shared catalogue once it is here", async () => {
  expect(say("problem.slug-taken", { slug: "expo" })).toBe("");
  await loadTexts();
  expect(say("problem.slug-taken", { slug: "expo" })).toContain("expo");
});
