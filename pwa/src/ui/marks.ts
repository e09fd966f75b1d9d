/** The eight Okabe-Ito colours, in the words a person would shout across a room. */
const COLOURS = [
  { colour: "#e69f00", colourName: "orange" },
  { colour: "#56b4e9", colourName: "light blue" },
  { colour: "#009e73", colourName: "green" },
  { colour: "#f0e442", colourName: "yellow" },
  { colour: "#0072b2", colourName: "dark blue" },
  { colour: "#d55e00", colourName: "red" },
  { colour: "#cc79a7", colourName: "pink" },
  { colour: "#2b211a", colourName: "black" },
] as const;

const SHAPES = ["circle", "square", "triangle", "diamond", "pentagon", "star", "cross", "drop"] as const;

export type TableShape = (typeof SHAPES)[number];

export interface TableMarkLook {
  colour: string;
  colourName: string;
  shape: TableShape;
}

function at<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}

/**
 * The colour and shape of a table.
 *
 * Neighbouring numbers differ in both; the first 64 all differ; the 65th looks like the first, and its number
 * tells them apart.
 */
export function tableMark(number: number): TableMarkLook {
  const index = Math.max(0, Math.trunc(number) - 1);
  const lap = Math.floor(index / COLOURS.length);
  return { ...at(COLOURS, index), shape: at(SHAPES, index + lap) };
}

/** The mark in words: "orange circle". */
export function tableWords(number: number): string {
  const { colourName, shape } = tableMark(number);
  return `${colourName} ${shape}`;
}
