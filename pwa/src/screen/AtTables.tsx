import type { Schema } from "../contract/types";
import { TableMap } from "./TableMap";
import { Turning } from "./Turning";

const PROMPT = 3.4;

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
        <span class="quiet" dir="auto">
          {talk.deck_title}
        </span>
      </h2>
      {prompt && <Turning text={prompt.lighter} largest={PROMPT} />}
      <TableMap tables={tables} />
    </section>
  );
}
