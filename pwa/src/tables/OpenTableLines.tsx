import type { ComponentChildren } from "preact";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { Icon } from "../ui/Icon";
import { State } from "../ui/State";
import { TableMark } from "../ui/TableMark";
import "./openTables.css";
import { takenWords, whoseWords } from "./openTables";

/** Tables with a free chair: a tap is sitting down. */
export function OpenTableLines({ tables }: { tables: readonly Schema<"OpenTableLine">[] }) {
  const { link } = useHere();
  return (
    <ul class="open-tables">
      {tables.map((table) => (
        <li key={table.id}>
          <a class="open-table" href={link(`/t/${table.code}`)}>
            <OpenTableWords table={table}>
              <State word={takenWords(table.people, table.chairs)} />
            </OpenTableWords>
            <Icon name="next" />
          </a>
        </li>
      ))}
    </ul>
  );
}

interface OpenTableWordsProps {
  table: Schema<"OpenTableLine">;
  children?: ComponentChildren;
}

/** What an open table is called, whose it is, and what lies there to talk about. */
export function OpenTableWords({ table, children }: OpenTableWordsProps) {
  return (
    <>
      {table.number > 0 ? <TableMark number={table.number} /> : <Icon name="table" />}
      <span class="open-table-words">
        <strong>{table.title}</strong>
        <span class="quiet small">
          <bdi>{whoseWords(table)}</bdi>
        </span>
        <span class="small">{table.deck_title}</span>
        {children}
      </span>
    </>
  );
}
