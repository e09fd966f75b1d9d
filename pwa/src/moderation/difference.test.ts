import { expect, test } from "vitest";
import { difference, likeness, type Piece } from "./difference";

function marked(before: string, after: string): string {
  const mark = { same: "", new: "+", gone: "-" } as const;
  return difference(before, after)
    .map(({ kind, text }) => (kind === "same" ? text : `[${mark[kind]}${text}]`))
    .join("");
}

test.each([
  ["nothing", "I fell in.", "I fell in.", "I fell in."],
  ["a word more", "the switch broke", "the old switch broke", "the [+old ]switch broke"],
  ["a word less", "the old switch broke", "the switch broke", "the [-old ]switch broke"],
  ["another word", "I stayed a summer.", "I stayed a winter.", "I stayed a [-summer.][+winter.]"],
  ["all of it", "One", "Two", "[-One][+Two]"],
  ["from nothing", "", "Two", "[+Two]"],
])("the difference: %s", (_, before, after, expected) => {
  expect(marked(before, after)).toBe(expected);
});

test("both texts can be read in the pieces", () => {
  const before = "وكان الناس يسألونني الأسئلة نفسها كل صباح. I laughed, 和 we talked.";
  const after = "وكان الناس يسألونني كل صباح. I laughed a lot, 和 they talked.";
  const pieces = difference(before, after);
  const read = (left: Piece["kind"]) =>
    pieces
      .filter(({ kind }) => kind !== left)
      .map(({ text }) => text)
      .join("");
  expect(read("new")).toBe(before);
  expect(read("gone")).toBe(after);
});

test("likeness is one for the same and nought for another text", () => {
  expect(likeness(difference("I fell in.", "I fell in."))).toBe(1);
  expect(likeness(difference("One", "Two"))).toBe(0);
  expect(likeness([])).toBe(1);
});
