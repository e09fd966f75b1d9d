import type { Schema } from "../contract/types";
import { tableWords } from "../ui/marks";
import { TableMark } from "../ui/TableMark";
import { gridFor } from "./grid";
import "./map.css";
import { useArea } from "./useArea";

/** Every table by its number and mark, as large as the wall allows, and how many sit there. */
export function TableMap({ tables }: { tables: readonly Schema<"TableHeads">[] }) {
  const [frame, area] = useArea<HTMLDivElement>();
  const grid = area && gridFor(tables.length, area);
  return (
    <div class="map-frame" ref={frame}>
      {grid && (
        <ul class="map" style={{ "--columns": grid.columns, "--cell": `${grid.cell}em` }}>
          {tables.map(({ number, heads }) => (
            <li key={number}>
              <TableMark number={number} />
              <span class="map-number">{number}</span>
              {grid.heads && (
                <span class="map-heads" aria-hidden="true">
                  {Array.from({ length: heads }, (_, head) => (
                    <i key={head} />
                  ))}
                </span>
              )}
              <span class="unseen">
                {tableWords(number)}, {heads === 1 ? "1 person" : `${heads} people`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
