import type { Schema } from "../contract/types";
import { TakeawayForm } from "./TakeawayForm";

interface TableTakeawayProps {
  table: Schema<"TableView">;
  /** Hears the table with its line. */
  laid: (table: Schema<"TableView">) => void;
}

/** While a table talks: the line that it takes away. */
export function TableTakeaway({ table, laid }: TableTakeawayProps) {
  return (
    <section class="stack-tight">
      <h2>What does your table take away?</h2>
      <TakeawayForm
        key={table.id}
        table={{ talk: table.talk_id, id: table.id }}
        line={table.takeaway}
        done={({ line }) => laid({ ...table, takeaway: line })}
      />
    </section>
  );
}
