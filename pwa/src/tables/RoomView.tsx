import type { Schema } from "../contract/types";
import { Empty } from "../ui/Empty";
import { tableMark, tableWords } from "../ui/marks";
import { TableMark } from "../ui/TableMark";
import { planOf, type RoomTable } from "./room";
import { isSeated } from "./store";

interface RoomViewProps {
  state: Schema<"RoomSnapshot">;
  /** Hears the id of the person that was tapped. */
  choose: (person: string) => void;
}

/** The room at a glance: every table with its people, and those without a chair. */
export function RoomView({ state, choose }: RoomViewProps) {
  const { tables, standing } = planOf(state);
  const { talk } = state;
  return (
    <section class="console-room" aria-label="The room">
      {tables.length > 0 && (
        <ul class="room-tables">
          {tables.map((table) => (
            <TableOfRoom key={table.number} table={table} choose={choose} />
          ))}
        </ul>
      )}
      {standing.length > 0 && (
        <section class="stack-tight">
          <h2>{isSeated(talk) ? "In from the next round" : talk.phase === "ended" ? "Were here" : "Here"}</h2>
          <Guests people={standing} choose={talk.phase === "ended" ? null : choose} />
        </section>
      )}
      {tables.length + standing.length === 0 && (
        <Empty icon="people" title="Nobody is here yet">
          <p>People appear here as they tap “I’m here” on their phones. The screen shows them the way.</p>
        </Empty>
      )}
    </section>
  );
}

function TableOfRoom({ table, choose }: { table: RoomTable; choose: (person: string) => void }) {
  const { number, people } = table;
  return (
    <li class="room-table" style={{ "--mark": tableMark(number).colour }}>
      <h3>
        <TableMark number={number} />
        <span>
          <span class="unseen">Table </span>
          <span class="room-number">{number}</span> <span class="quiet small">{tableWords(number)}</span>
        </span>
        <span class="push figures">
          {people.length}
          <span class="unseen">{people.length === 1 ? " person" : " people"}</span>
        </span>
      </h3>
      <Guests people={people} choose={choose} />
    </li>
  );
}

interface GuestsProps {
  people: readonly Schema<"Guest">[];
  choose: ((person: string) => void) | null;
}

function Guests({ people, choose }: GuestsProps) {
  return (
    <ul class="guests">
      {people.map(({ person }) => (
        <li key={person.id}>
          {choose ? (
            <button type="button" class="guest" onClick={() => choose(person.id)}>
              <bdi>{person.name}</bdi>
            </button>
          ) : (
            <bdi class="guest">{person.name}</bdi>
          )}
        </li>
      ))}
    </ul>
  );
}
