import { expect, test } from "vitest";
import { countNeeds, needsInWords, same, sideOf, withSide } from "./needs";

test("one hears better on one side, on the other, or on neither", () => {
  expect(sideOf(["quiet", "hears-left"])).toBe("hears-left");
  expect(sideOf(["quiet"])).toBeNull();
  expect(withSide(["hears-left", "quiet"], "hears-right")).toEqual(["quiet", "hears-right"]);
  expect(withSide(["hears-left", "quiet"], null)).toEqual(["quiet"]);
});

test("the order in which things were chosen says nothing", () => {
  expect(same(["quiet", "step-free"], ["step-free", "quiet"])).toBe(true);
  expect(same(["quiet"], ["quiet", "step-free"])).toBe(false);
  expect(same(["quiet"], ["step-free"])).toBe(false);
});

test("organisers read what to prepare", () => {
  expect(needsInWords(["step-free", "interpreter"])).toBe("a step-free table, a chair for their interpreter");
  expect(countNeeds([{ id: "a", name: "Alice", needs: ["quiet"] }])).toBe("What one person needs");
});
