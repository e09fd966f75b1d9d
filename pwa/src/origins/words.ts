import { POSITIONS } from "../people/words";
import { OTHER } from "./sankey";

/** What people do now, in the order in which it is shown. */
export const NOW = [...Object.keys(POSITIONS).filter((key) => key !== OTHER), OTHER];

/** What people do now, in words. */
export function nowInWords(key: string): string {
  return key === OTHER ? "Other, or not said" : (POSITIONS[key as keyof typeof POSITIONS] ?? key);
}

/** "6 to 10 years", "over 20 years". */
export function yearsInWords(key: string): string {
  if (key === OTHER) return "Not said, or few";
  const [from, to] = key.split("-");
  if (from === "0") return `Up to ${to} years`;
  return to === "70" ? `More than ${Number(from) - 1} years` : `${from} to ${to} years`;
}

/** Pure: of a hundred, without a fraction: "31 %". */
export function percent(people: number, of: number): string {
  return `${Math.round((100 * people) / of)} %`;
}
