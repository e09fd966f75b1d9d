import type { Here } from "../app/here";
import type { KnownFact, Schema } from "../contract/types";
import { request } from "../live/api";
import { overhear } from "../live/socket";
import { openStream, type Stream } from "../live/stream";

type List = Schema<"OpenTableList">;
type Line = Schema<"OpenTableLine">;

/** Pure: the open tables after a fact of the stream `open-tables`, the oldest first. */
export function applyToOpenTables(state: List, fact: KnownFact): List {
  switch (fact.type) {
    case "tables.open_table_listed": {
      const { table } = fact.data;
      const known = state.tables.some(({ id }) => id === table.id);
      return {
        ...state,
        tables: known
          ? state.tables.map((one) => (one.id === table.id ? table : one))
          : inOrder(state, table),
        mine: state.mine?.id === table.id ? table : state.mine,
        others: state.others.filter(({ id }) => id !== table.id),
      };
    }
    case "tables.open_table_unlisted": {
      const { table, on } = fact.data;
      const others = state.others.filter(({ id }) => id !== table.id);
      return {
        ...state,
        tables: state.tables.filter(({ id }) => id !== table.id),
        mine:
          state.mine?.id === table.id
            ? on
              ? { ...state.mine, people: state.mine.chairs }
              : null
            : state.mine,
        others: on ? [...others, table] : others,
      };
    }
    default:
      return state;
  }
}

/** Nothing moves under a thumb: what is new comes in its place by age, which is nearly always the last. */
function inOrder({ tables }: List, table: Line): Line[] {
  return [...tables, table].sort((one, other) => one.opened_at.localeCompare(other.opened_at));
}

/** The open tables of a conference that have a chair for oneself. */
export function followOpenTables(here: Here): Stream<List> {
  const tables = openStream<List>({
    conference: here.slug,
    stream: "open-tables",
    load: (signal) => request("GET", here.path("/open-tables"), undefined, { signal }),
    apply: applyToOpenTables,
  });
  const end = overhear(here.slug, `person:${here.personId}`, (_stream, _number, { type }) => {
    if (type === "tables.checked_in" || type === "tables.got_up") void tables.refresh();
  });
  return {
    ...tables,
    close() {
      end();
      tables.close();
    },
  };
}

/** Start a table under the id that this phone gave it: sent again, it is the same table. */
export function startTable(
  here: Here,
  id: string,
  wanted: Schema<"OpenTableIn">,
): Promise<Schema<"TalkSnapshot">> {
  return request("PUT", here.path(`/open-tables/${id}`), wanted);
}

/** Sit down at the table of a code, however it was typed. `leaving`: a hosted talk for it, too. */
export function sitDown(here: Here, code: string, leaving: boolean): Promise<Schema<"TalkSnapshot">> {
  return request("PUT", here.path(`/open-tables/${encodeURIComponent(code)}/here`), { leaving });
}

/** What brings others to the table where one sits. */
export function getWayIn(here: Here, id: string): Promise<Schema<"WayIn">> {
  return request("GET", here.path(`/open-tables/${id}/way-in`));
}

/** Close a table for everybody there: for whose it is, and for hosts. */
export function closeTable(here: Here, id: string): Promise<void> {
  return request("DELETE", here.path(`/open-tables/${id}`));
}

/** "Alice’s table", "Alice’s, at table 7", "At table 7", or nothing where neither is known. */
export function whoseWords({ by, number }: Pick<Line, "by" | "number">): string {
  const place = number > 0 ? `table ${number}` : "";
  if (by === null) return place && `At ${place}`;
  return place ? `${by}’s, at ${place}` : `${by}’s table`;
}

/** "3 of 6 chairs taken". */
export function takenWords(people: number, chairs: number): string {
  return `${people} of ${chairs} chairs taken`;
}
