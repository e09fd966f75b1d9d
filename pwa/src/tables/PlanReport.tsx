import type { Schema } from "../contract/types";
import { planOf } from "./room";

/** A quiet word on the seating: who meets again, and what would help. */
export function PlanReport({ state }: { state: Schema<"RoomSnapshot"> }) {
  const { report } = state;
  if (!report) return null;
  const out = planOf(state).standing.length > 0;
  return <p class="small quiet">{[repeatWords(report, out), ...report.advice].join(" ")}</p>;
}

/**
 * Pure: how often people meet again, and whether that could be helped.
 *
 * out: some sit out in turn. Had others done so, fewer might meet again: the least is that of this choice.
 */
export function repeatWords({ repeats, unavoidable }: Schema<"SeatingReport">, out = false): string {
  if (repeats === 0) return "Nobody meets twice.";
  const again = repeats === 1 ? "Two people meet again" : `${repeats} times two people meet again`;
  const none = out ? "given who sits out, no seating has fewer" : "no seating of this room has fewer";
  if (repeats === unavoidable) return `${again}: ${none}.`;
  return unavoidable === 0 ? `${again}.` : `${again}; ${none} than ${unavoidable}.`;
}
