import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Schema } from "../contract/types";
import { Empty } from "../ui/Empty";
import { tableMark, tableWords } from "../ui/marks";
import { TableMark } from "../ui/TableMark";
import { wide } from "../ui/wide";
import { planOf, type RoomTable, standingWords } from "./room";
import { useSilent } from "./useSilent";

type Guest = Schema<"Guest">;
/** Whose phones are not connected, by id; null while nobody knows. */
type Silent = ReadonlySet<string> | null;

const DRAGGED = "application/x-happenstance-person";

interface RoomViewProps {
  state: Schema<"RoomSnapshot">;
  /** Hears the id of the person that was tapped. */
  choose: (person: string) => void;
  /** Hears who was dragged to which table. */
  move: (guest: Guest, table: number) => unknown;
  /** What stands below the room. */
  note: ComponentChildren;
}

/** The room at a glance: every table with its people, and those without a chair. */
export function RoomView({ state, choose, move, note }: RoomViewProps) {
  const { tables, standing } = planOf(state);
  const { talk } = state;
  const silent = useSilent(talk);
  return (
    <section class="console-room" aria-label="The room">
      {tables.length > 0 && (
        <ul class="room-tables">
          {tables.map((table) => (
            <TableOfRoom
              key={table.number}
              table={table}
              chairs={talk.largest}
              silent={silent}
              choose={choose}
              drop={(id) => {
                const guest = state.people.find(({ person }) => person.id === id);
                if (guest && guest.table !== table.number) move(guest, table.number);
              }}
            />
          ))}
        </ul>
      )}
      {standing.length > 0 && (
        <section class="stack-tight">
          <h2>{standingWords(talk)}</h2>
          <Guests
            people={standing}
            silent={silent}
            choose={talk.phase === "ended" ? null : choose}
            draggable={tables.length > 0}
          />
        </section>
      )}
      {tables.length + standing.length === 0 && (
        <Empty icon="meet" title="Nobody is here yet">
          <p>People appear here as they tap “I’m here” on their phones. The screen shows them the way.</p>
        </Empty>
      )}
      {silent && state.people.some(({ phone }) => phone) && (
        <p class="signals small quiet">
          <span>
            <i class="signal" /> phone connected
          </span>
          <span>
            <i class="signal signal-none" /> not just now
          </span>
        </p>
      )}
      <div>{note}</div>
    </section>
  );
}

interface TableOfRoomProps {
  table: RoomTable;
  /** How many may sit here, unless a host says otherwise. */
  chairs: number;
  silent: Silent;
  choose: (person: string) => void;
  drop: (person: string) => void;
}

function TableOfRoom({ table, chairs, silent, choose, drop }: TableOfRoomProps) {
  const { number, people } = table;
  const [over, setOver] = useState(false);
  return (
    <li
      class={over ? "room-table room-table-over" : "room-table"}
      style={{ "--mark": tableMark(number).colour }}
      onDragOver={(event) => {
        if (!event.dataTransfer?.types.includes(DRAGGED)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        drop(event.dataTransfer?.getData(DRAGGED) ?? "");
      }}
    >
      <h3>
        <TableMark number={number} />
        <span class="room-name">
          <span class="unseen">Table </span>
          <span class="room-number">{number}</span> <span class="quiet small">{tableWords(number)}</span>
        </span>
        <span class="push figures">
          {people.length} <span class="quiet small">of {chairs}</span>
          <span class="unseen"> chairs taken</span>
        </span>
      </h3>
      <Guests people={people} silent={silent} choose={choose} draggable />
    </li>
  );
}

interface GuestsProps {
  people: readonly Guest[];
  silent: Silent;
  choose: ((person: string) => void) | null;
  /** On a wide screen a name can be dragged to another table; the sheet behind a tap does the same everywhere. */
  draggable: boolean;
}

function Guests({ people, silent, choose, draggable }: GuestsProps) {
  return (
    <ul class="seated">
      {people.map(({ person, locked, promised, phone }) => (
        <li key={person.id}>
          {choose ? (
            <button
              type="button"
              class="seat"
              draggable={draggable && wide.value}
              onDragStart={(event) => event.dataTransfer?.setData(DRAGGED, person.id)}
              onClick={() => choose(person.id)}
            >
              {phone && silent && <i class={silent.has(person.id) ? "signal signal-none" : "signal"} />}
              <bdi>{person.name}</bdi>
              {locked !== null && <small class="quiet">stays</small>}
              {promised !== null && <small class="quiet">table {promised} next</small>}
              {!phone && <small class="quiet">no phone</small>}
            </button>
          ) : (
            <bdi class="seat">{person.name}</bdi>
          )}
          {phone && silent?.has(person.id) && <span class="unseen">not connected</span>}
        </li>
      ))}
    </ul>
  );
}
