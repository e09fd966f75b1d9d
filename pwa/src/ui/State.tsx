/** Where something stands: a word, and a dot whose colour helps those who glance. */
export function State({ word, kind = "plain" }: { word: string; kind?: "plain" | "next" | "good" | "bad" }) {
  return <span class={`state state-${kind}`}>{word}</span>;
}
