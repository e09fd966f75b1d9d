import { expect, test } from "vitest";
import { fold } from "./fold";

test.each([
  ["Søren Łuczak", "soren luczak"],
  ["Groß", "gross"],
  ["Ægir Þórsson", "aegir thorsson"],
  ["IŞIK Yılmaz", "isik yilmaz"],
  ["Παπαδόπουλος", "παπαδοπουλοσ"],
  ["José Ölwerk", "jose olwerk"],
])("%s is found with any keyboard", (name, plain) => {
  expect(fold(name)).toBe(plain);
});
