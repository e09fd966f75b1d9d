import type { Schema } from "../contract/types";

/** A quiet word on the seating: who meets again, and what would help. */
export function PlanReport({ report }: { report: Schema<"SeatingReport"> | null }) {
  if (!report) return null;
  return <p class="small quiet">{[repeatWords(report), ...report.advice].join(" ")}</p>;
}

/** Pure: how often people meet again, and whether that could be helped. */
export function repeatWords({ repeats, unavoidable }: Schema<"SeatingReport">): string {
  if (repeats === 0) return "Nobody meets twice.";
  const again = repeats === 1 ? "Two people meet again" : `${repeats} times two people meet again`;
  if (repeats === unavoidable) return `${again}: no seating of this room has fewer.`;
  return unavoidable === 0 ? `${again}.` : `${again}; no seating of this room has fewer than ${unavoidable}.`;
}
