import type { Schema } from "../contract/types";
import { TableMap } from "./TableMap";

interface AtTablesProps {
  talk: Schema<"TalkView">;
  tables: readonly Schema<"TableHeads">[];
  /** The card that lies on most tables. */
  prompt: Schema<"Prompt"> | null;
}

/** While people talk: the round, the card that most have before them, and the tables. */
export function AtTables({ talk, tables, prompt }: AtTablesProps) {
  return (
    <section class="wall-map">
      <h2>
        Round {talk.round} of {talk.rounds}
        <span class="quiet">{talk.deck_title}</span>
      </h2>
      {prompt && (
        <p class="wall-prompt" dir="auto">
          {prompt.lighter}
        </p>
      )}
      <TableMap tables={tables} shape={2} />
    </section>
  );
}
