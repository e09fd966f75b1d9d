import texts from "@texts/en.json";
import { expect, test } from "vitest";
import { USUAL } from "./useWaysIn";

test("the usual ways in are those that the catalogue has words for", () => {
  const told = Object.keys(texts).flatMap((key) => /^background\.(.+)$/.exec(key)?.[1] ?? []);
  expect(USUAL).toEqual(told.filter((key) => key !== "own"));
});
