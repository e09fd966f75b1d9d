import type { Sentence } from "./requests";
import { spoken } from "./words";

/** What one could ask somebody first. */
export function Ask({ question }: { question: Sentence }) {
  return (
    <p class="ask">
      <span class="quiet small">You could ask</span>
      <q>{spoken(question)}</q>
    </p>
  );
}
