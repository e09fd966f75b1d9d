import { tableWords } from "../ui/marks";
import { TableMark } from "../ui/TableMark";
import type { Board } from "./board";
import type { Line } from "./names";

/** A page of names in columns, each with the table where they sit. */
export function NamesBoard({ lines, board }: { lines: readonly Line[]; board: Board }) {
  const size = { "--columns": board.columns, "--rows": board.rows, "--size": board.size };
  return (
    <ol class="names" style={size}>
      {lines.map(({ id, name, more, table }) => (
        <li key={id}>
          <bdi class="names-name">{name}</bdi>
          {more && <bdi>{more}</bdi>}
          <span class="names-table figures">{table}</span>
          <TableMark number={table} />
          <span class="unseen">{tableWords(table)}</span>
        </li>
      ))}
    </ol>
  );
}
