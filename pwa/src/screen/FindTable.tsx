import { useMemo } from "preact/hooks";
import type { Schema } from "../contract/types";
import { serverNow } from "../live/clock";
import { useTick } from "../ui/tick";
import { type Area, type Board, boardFor, pageAt, paged } from "./board";
import { NamesBoard } from "./NamesBoard";
import { type Line, lettersIn, linesOf, rangeOf } from "./names";
import "./names.css";
import { TableMap } from "./TableMap";
import { useArea } from "./useArea";

interface FindTableProps {
  tables: readonly Schema<"TableHeads">[];
  /** Those who agreed to be named here. */
  names: readonly Schema<"WallName">[];
}

/** The way to one's table: the names of those who agreed, and the marks to look out for. */
export function FindTable({ tables, names }: FindTableProps) {
  const [frame, area] = useArea<HTMLDivElement>();
  useTick(1_000, names.length > 0);
  const { lines, beside, board } = useMemo(() => set(names, area ?? NO_AREA), [names, area]);
  const pages = paged(lines, board.pages);
  const up = beside ? 0 : pageAt(serverNow(), board.pages + 1) - 1; // the map has a turn, too
  const named = pages[up] ?? [];
  return (
    <section class="wall-map wall-find">
      <h2>
        Find your table
        {named.length > 0 && !beside && <span class="find-range">{rangeOf(pages, up)}</span>}
      </h2>
      <div class="find-frame" ref={frame}>
        {named.length > 0 && <NamesBoard key={up} lines={named} board={board} />}
        {(beside || named.length === 0) && <TableMap tables={tables} />}
      </div>
      <p class="quiet">
        {names.length > 0 ? "Not listed? Your phone knows." : "Your phone says which is yours."}
      </p>
    </section>
  );
}

const NO_AREA: Area = { width: 0, height: 0 };
const NAMES_SHARE = 0.6; // of the width, beside the map and the gap before it
const MAP_GAP = 2;
const WHOLE = 22; // letters; what is longer still ends in dots
const SHORT = 12;

/** Names stand in full beside the map while all fit there; else as short as can be, on pages that take turns with it. */
function set(names: readonly Schema<"WallName">[], { width, height }: Area) {
  const half = boardOf(linesOf(names, false), WHOLE, { width: (width - MAP_GAP) * NAMES_SHARE, height });
  if (half.board.pages === 1) return { ...half, beside: true };
  return { ...boardOf(linesOf(names, true), SHORT, { width, height }), beside: false };
}

function boardOf(lines: Line[], most: number, area: Area): { lines: Line[]; board: Board } {
  const widths = lines.map(({ name, more }) => lettersIn(`${name} ${more}`.trim()));
  return { lines, board: boardFor(lines.length, Math.min(most, Math.max(...widths, 1)), area) };
}
