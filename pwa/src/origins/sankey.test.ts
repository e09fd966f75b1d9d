import { describe, expect, test } from "vitest";
import { atMost, OTHER, sankeyOf } from "./sankey";

const flow = (came_from: string, now: string, people: number) => ({ came_from, now, people });
const ROOM = [
  flow("agent", "manager", 20),
  flow("agent", "agent", 10),
  flow("agent", OTHER, 6),
  flow(OTHER, "manager", 5),
  flow(OTHER, OTHER, 7),
  flow("finance", "director", 5),
];
const MEASURES = { height: 30, words: 3, order: ["agent", "manager", "director", OTHER] };
const drawn = sankeyOf(ROOM, MEASURES);

describe("bars", () => {
  test("stand in order, others last", () => {
    expect(drawn.left.map(({ key }) => key)).toEqual(["agent", "finance", OTHER]);
    expect(drawn.right.map(({ key }) => key)).toEqual(["agent", "manager", "director", OTHER]);
  });

  test("are as high as they have people, on both sides alike", () => {
    const each = drawn.left.concat(drawn.right).map(({ height, people }) => height / people);
    for (const one of each) expect(one).toBeCloseTo(each[0] ?? 0);
    expect(sum(drawn.left)).toBe(sum(drawn.right));
  });

  test("have the place for their words, stay inside and apart", () => {
    for (const side of [drawn.left, drawn.right]) {
      for (const [index, bar] of side.entries()) {
        const before = side[index - 1];
        expect(bar.y).toBeGreaterThanOrEqual(0);
        expect(bar.y + bar.height).toBeLessThanOrEqual(drawn.height);
        if (before) expect(bar.middle - before.middle).toBeGreaterThanOrEqual(MEASURES.words - 1e-6);
        if (before) expect(bar.y - before.y - before.height).toBeGreaterThan(0);
      }
    }
  });

  test("of many ways in make it higher rather than cover each other", () => {
    const many = Array.from({ length: 14 }, (_, index) => flow(`way-${index}`, "manager", 5));
    const tall = sankeyOf(many, MEASURES);
    expect(tall.height).toBeGreaterThan(14 * MEASURES.words);
    expect(tall.left).toHaveLength(14);
  });

  test("of one group alone fill what there is", () => {
    const [only] = sankeyOf([flow("agent", "manager", 5)], MEASURES).left;
    expect(only?.height).toBeCloseTo(MEASURES.height - 0.5);
  });
});

describe("bands", () => {
  test("cover each bar from its top to its foot, on both sides", () => {
    for (const [side, end] of [
      [drawn.left, "cameFrom"],
      [drawn.right, "now"],
    ] as const) {
      for (const bar of side) {
        const people = drawn.bands.filter((band) => band[end] === bar.key);
        expect(sum(people)).toBe(bar.people);
      }
    }
  });

  test("do not cross where they leave", () => {
    const tops = drawn.bands
      .filter(({ cameFrom }) => cameFrom === "agent")
      .map(({ path }) => Number(/^M0 ([\d.]+)/.exec(path)?.[1]));
    expect(tops).toEqual([...tops].sort((one, other) => one - other));
  });
});

test("a wall shows the largest groups, and the others together", () => {
  const few = atMost([...ROOM, flow("it", "manager", 8), flow("hr", "agent", 6)], 3);
  expect(new Set(few.map(({ came_from }) => came_from))).toEqual(new Set(["agent", "it", OTHER]));
  expect(sum(few)).toBe(sum(ROOM) + 14);
  expect(few.filter(({ came_from, now }) => came_from === OTHER && now === OTHER)).toHaveLength(1);
  expect(atMost(ROOM, 9)).toEqual(ROOM);
});

function sum(groups: readonly { people: number }[]): number {
  return groups.reduce((all, { people }) => all + people, 0);
}
