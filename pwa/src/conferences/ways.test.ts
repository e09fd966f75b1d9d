import { describe, expect, test } from "vitest";
import { broughtBack, flawsOfWays, keyFor, moved, renamed, withoutWay, withWay } from "./ways";

const way = (key: string, shown = true) => ({ key, label: key.toUpperCase(), shown });
const WAYS = [way("agent"), way("it"), way("hr"), way("sales", false)];
const keys = (ways: readonly { key: string; shown: boolean }[]) =>
  ways.map(({ key, shown }) => (shown ? key : `(${key})`)).join(" ");

describe("the key of a new way", () => {
  test("is made of its words, as the server takes it", () => {
    expect(keyFor("Café & crème: a barista's life", WAYS)).toBe("cafe-creme-a-baristas");
    expect(keyFor("24/7 shifts", WAYS)).toBe("shifts");
    for (const label of ["Café & crème", "24/7 shifts", "電話", "—", "x".repeat(60)]) {
      expect(keyFor(label, WAYS)).toMatch(/^[a-z][a-z0-9-]{0,23}$/);
    }
  });

  test("is nobody else's, also not of one that is offered no more", () => {
    expect(keyFor("Sales", WAYS)).toBe("sales-2");
    expect(keyFor("電話", [...WAYS, way("own"), way("own-2")])).toBe("own-3");
  });
});

test("a new way comes after those offered", () => {
  expect(keys(withWay(WAYS, "Radio"))).toBe("agent it hr radio (sales)");
});

test("other words leave the key", () => {
  expect(renamed(WAYS, "it", "Computers")[1]).toEqual({ key: "it", label: "Computers", shown: true });
});

test("moving stays within those offered", () => {
  expect(keys(moved(WAYS, "hr", -1))).toBe("agent hr it (sales)");
  expect(keys(moved(WAYS, "agent", 1))).toBe("it agent hr (sales)");
  expect(keys(moved(WAYS, "agent", -1))).toBe(keys(WAYS));
  expect(keys(moved(WAYS, "hr", 1))).toBe(keys(WAYS));
  expect(keys(moved(WAYS, "sales", -1))).toBe(keys(WAYS));
});

test("what somebody may have chosen is offered no more, and can be again", () => {
  const less = withoutWay(WAYS, "it", WAYS);
  expect(keys(less)).toBe("agent hr (sales) (it)");
  expect(keys(broughtBack(less, "it"))).toBe("agent hr it (sales)");
});

test("what nobody can have chosen yet is gone", () => {
  expect(keys(withoutWay(withWay(WAYS, "Radio"), "radio", WAYS))).toBe(keys(WAYS));
});

test("every way has words, and one at least is offered", () => {
  expect(flawsOfWays(WAYS)).toEqual({});
  expect(flawsOfWays(renamed(WAYS, "it", " "))).toEqual({ "backgrounds.1.label": "This is needed." });
  expect(flawsOfWays(renamed(WAYS, "it", "n".repeat(61)))).toHaveProperty(["backgrounds.1.label"]);
  expect(flawsOfWays([way("agent", false)])).toHaveProperty("backgrounds");
});
