import type { Schema } from "../contract/types";

/** Pure: what came of a talk, in lines that can be copied as they are. */
export function summaryLines(summary: Schema<"TalkSummary">): string[] {
  const { planned, held, people, tables, new_pairs, repeats, empty_chairs, late, takeaways } = summary;
  if (held === 0) return ["No round was talked through."];
  const rounds = held === planned ? some(held, "round") : `${held} of ${some(planned, "round")}`;
  return [
    `${rounds}, ${some(people, "person", "people")} at ${some(tables, "table")}`,
    `${some(new_pairs, "pair")} met for the first time`,
    repeats === 0 ? "Nobody met anybody twice" : `${some(repeats, "pair")} had met before`,
    ...(empty_chairs > 0 ? [`${some(empty_chairs, "chair")} stood empty when a round ended`] : []),
    ...(late > 0 ? [`${some(late, "person", "people")} came late`] : []),
    ...(takeaways > 0 ? [`${some(takeaways, "table")} put down what they take away`] : []),
  ];
}

function some(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
