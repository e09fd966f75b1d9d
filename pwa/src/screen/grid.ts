import type { Area } from "./board";

/** How tables stand on a map: in so many columns, each in a cell so many letters wide, with who sits there or without. */
export interface Grid {
  columns: number;
  cell: number;
  heads: boolean;
}

const NUMBER = 0.38; // of its cell, is a table's number high
const BROAD = 1.3; // of two figures, is a cell for three
const LOW = 1.4; // times as wide as high is a cell with heads under its number
const LOWEST = 2.2; // and one without

/** Pure: so many tables as large as can be, in an area of so many letters; null where their numbers would be smaller. */
export function gridFor(count: number, area: Area): Grid | null {
  for (const heads of [true, false]) {
    const grid = largest(count, area, heads);
    if (grid.cell * NUMBER >= 1) return grid;
  }
  return null;
}

function largest(count: number, { width, height }: Area, heads: boolean): Grid {
  const broad = count > 99 ? BROAD : 1;
  let best: Grid = { columns: 1, cell: 0, heads };
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const cell = Math.min(width / columns / broad, (height / rows) * (heads ? LOW : LOWEST));
    if (cell > best.cell) best = { columns, cell, heads };
  }
  return best;
}
