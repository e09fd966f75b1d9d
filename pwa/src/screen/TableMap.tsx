import type { Schema } from "../contract/types";
import { tableWords } from "../ui/marks";
import { TableMark } from "../ui/TableMark";
import { columnsFor } from "./rotation";
import "./map.css";

interface TableMapProps {
  tables: readonly Schema<"TableHeads">[];
  /** Of the space it has: width to height. */
  shape: number;
}

/** Every table by its number and mark, as large as the wall allows, and how many sit there. */
export function TableMap({ tables, shape }: TableMapProps) {
  const columns = columnsFor(tables.length, shape);
  const size = { "--columns": columns, "--rows": Math.ceil(tables.length / columns) };
  return (
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
  );
}
