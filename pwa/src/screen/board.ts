/** Width and height, in the smallest letters that the last row can read. */
export interface Area {
  width: number;
  height: number;
}

/** How names are set: in so many columns and rows on each page, in letters `size` times the smallest. */
export interface Board {
  size: number;
  columns: number;
  rows: number;
  pages: number;
}

const LARGEST = 1.9;
const STEP = 0.1;
// In heights of a letter: how wide one is, in tight and in broad type, a line is high, a table's number and mark
// are wide, and columns apart.
const TIGHT = 0.58;
const BROAD = 0.7;
const LINE = 1.28;
const TABLE = 3;
const GAP = 0.8;

/**
 * Pure: so many names, the longest of `letters`, in the largest letters at which all fit, or else on pages.
 * Larger letters than the smallest are chosen only where none of a name is cut off, whatever type the wall has.
 */
export function boardFor(count: number, letters: number, area: Area): Board {
  for (let size = LARGEST; size > 1; size -= STEP) {
    const width = letters * BROAD;
    const board = at(size, count, width, area);
    if (board.pages === 1 && (width + TABLE) * size <= area.width) return board;
  }
  return at(1, count, letters * TIGHT, area);
}

function at(size: number, count: number, name: number, { width, height }: Area): Board {
  const column = (name + TABLE + GAP) * size;
  const most = Math.max(1, Math.floor((width + GAP * size) / column));
  const high = Math.max(1, Math.floor(height / (LINE * size)));
  const pages = Math.max(1, Math.ceil(count / (most * high)));
  const onPage = Math.ceil(count / pages);
  const columns = Math.max(1, Math.ceil(onPage / high));
  return { size: Math.round(size * 10) / 10, columns, rows: Math.ceil(onPage / columns), pages };
}

/** Pure: things in order on so many pages, as full as each other. */
export function paged<T>(things: readonly T[], pages: number): T[][] {
  const start = (page: number) => Math.floor((page * things.length) / pages);
  return Array.from({ length: pages }, (_, page) => things.slice(start(page), start(page + 1)));
}

const ROUND_MS = 45_000; // about as long as people walk
const SHORTEST_MS = 4_000;
const LONGEST_MS = 12_000;

/** Pure: which of so many pages is up at `now` (epoch milliseconds), so that two screens show the same. */
export function pageAt(now: number, pages: number): number {
  const each = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, ROUND_MS / pages));
  return Math.floor(now / each) % pages;
}
