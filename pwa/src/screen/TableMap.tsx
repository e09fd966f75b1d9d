import type { Schema } from "../contract/types";
import { tableWords } from "../ui/marks";
import { TableMark } from "../ui/TableMark";
import { columnsFor } from "./rotation";
import "./map.css";

const SHAPE = 1.5;

interface TableMapProps {
  talk: Schema<"TalkView">;
  tables: readonly Schema<"TableHeads">[];
}

/** Every table by its number and mark, as large as the wall allows, and how many sit there. */
export function TableMap({ talk, tables }: TableMapProps) {
  const columns = columnsFor(tables.length, SHAPE);
  const size = { "--columns": columns, "--rows": Math.ceil(tables.length / columns) };
  return (
    <section class="wall-map">
      <h2>
        {talk.phase === "moving" ? "Find your table" : `Round ${talk.round} of ${talk.rounds}`}
        <span class="quiet">
          {talk.phase === "moving" ? "Your phone says which is yours" : talk.deck_title}
        </span>
      </h2>
      <div class="map-frame">
        <ul class="map" style={size}>
          {tables.map(({ number, heads }) => (
            <li key={number}>
              <TableMark number={number} />
              <span class="map-number">{number}</span>
              <span class="map-heads" aria-hidden="true">
                {Array.from({ length: heads }, (_, head) => (
                  <i key={head} />
                ))}
              </span>
              <span class="unseen">
                {tableWords(number)}, {heads} people
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
