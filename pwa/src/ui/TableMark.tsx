import { type TableShape, tableMark } from "./marks";

/** The outline of each shape, in a square of 48. */
export const MARK_PATHS: Record<TableShape, string> = {
  circle: "M24 4a20 20 0 1 1 0 40a20 20 0 1 1 0-40z",
  square: "M7 7h34v34H7z",
  triangle: "M24 4l21 37H3z",
  diamond: "M24 2l19 22-19 22L5 24z",
  pentagon: "M24 3l21 15.5L37 43H11L3 18.5z",
  star: "M24 2l6.2 14.3 15.6 1.5-11.8 10.3 3.5 15.2L24 35.3 10.5 43.3 14 28.1 2.2 17.8l15.6-1.5z",
  cross: "M17 4h14v13h13v14H31v13H17V31H4V17h13z",
  drop: "M24 2c8 10 15 17 15 27a15 15 0 0 1-30 0c0-10 7-17 15-27z",
};

/**
 * The mark of a table: filled, with an outline in the text's colour so that it is seen by day and by night.
 * It is silent: put the number and `tableWords(number)` beside it.
 */
export function TableMark({ number, size }: { number: number; size?: string }) {
  const { colour, shape } = tableMark(number);
  return (
    <svg
      class="table-mark"
      viewBox="0 0 48 48"
      aria-hidden="true"
      style={size ? { inlineSize: size, blockSize: size } : undefined}
    >
      <path
        d={MARK_PATHS[shape]}
        fill={colour}
        stroke="currentColor"
        stroke-width="3"
        stroke-linejoin="round"
      />
    </svg>
  );
}
