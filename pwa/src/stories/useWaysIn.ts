import { say } from "../app/texts";
import { useBackgrounds } from "../conferences/useBackgrounds";

/** The usual ways in, as a new conference offers them. */
export const USUAL = [
  "agent",
  "part-time",
  "referral",
  "transfer",
  "acquisition",
  "turnaround",
  "finance",
  "it",
  "hr",
  "sales",
  "frontline",
  "vendor",
  "other",
];

/** The ways in to choose from; the usual ones on a phone that was without a signal before it heard of any. */
export function useWaysIn(): ReturnType<typeof useBackgrounds> {
  const known = useBackgrounds();
  if (known.offered.length > 0) return known;
  const label = (key: string) => say(`background.${key}`).replace(/^./, (first) => first.toUpperCase());
  return { offered: USUAL.map((key) => ({ key, label: label(key), shown: true })), label };
}
