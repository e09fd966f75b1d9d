import { expect, test } from "vitest";
import { gridFor } from "./grid";

const WALL = { width: 30, height: 15 };

test("a few tables are shown large, and many still fit", () => {
  expect([1, 3, 6, 12, 60].map((count) => gridFor(count, WALL)?.columns)).toEqual([1, 2, 3, 4, 10]);
});

test("in a full hall, numbers stay as large as can be read, and who sits there gives way", () => {
  for (const count of [20, 60, 70, 90, 99]) {
    const grid = gridFor(count, WALL);
    expect((grid?.cell ?? 0) * 0.38).toBeGreaterThanOrEqual(1);
    expect(grid?.heads).toBe(count <= 70);
  }
});

test("where nobody could read it, there is no map", () => {
  expect(gridFor(140, WALL)).toBeNull();
  expect(gridFor(6, { width: 30, height: 1 })).toBeNull();
});
