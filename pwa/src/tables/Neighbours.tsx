import { ErrorBoundary } from "preact-iso";
import { part } from "../app/page";
import { useBackgrounds } from "../conferences/useBackgrounds";
import type { Schema } from "../contract/types";
import { positionInWords } from "../people/words";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { Icon } from "../ui/Icon";
import { PersonLine } from "../ui/PersonLine";

const OpennessMark = part(() => import("../people/OpennessMark").then(({ OpennessMark }) => OpennessMark));

interface NeighboursProps {
  table: Schema<"TableView">;
  me: string;
  /** Says whose turn it is: the list is then the order of turns, oneself included. */
  turns?: boolean;
}

/** Those at one's table: a name, where from, how they got in, and how their story begins. */
export function Neighbours({ table, me, turns = false }: NeighboursProps) {
  const { label } = useBackgrounds();
  const { people, turn, spoken } = table;
  const shown = turns ? people : people.filter(({ person }) => person.id !== me);
  return (
    <ol class="neighbours">
      {shown.map(({ person, opening }) => (
        <li key={person.id}>
          <PersonLine
            name={person.id === me ? "You" : person.name}
            organisation={person.id === me ? null : person.organisation}
            position={person.id === me ? null : positionInWords(person.position)}
            way={person.id === me ? undefined : label(person.backgrounds[0] ?? "other")}
            leading={<BackgroundIcon background={person.backgrounds[0] ?? "other"} />}
            trailing={turns && <Turn has={person.id === turn} had={spoken.includes(person.id)} />}
          />
          {person.id !== me && person.openness !== "come-and-talk" && (
            <p class="neighbour-words">
              <ErrorBoundary>
                <OpennessMark openness={person.openness} />
              </ErrorBoundary>
            </p>
          )}
          {person.id !== me && opening && (
            <p class="neighbour-words">
              <q class="opening" dir="auto">
                {opening}
              </q>
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

function Turn({ has, had }: { has: boolean; had: boolean }) {
  if (has) return <span class="tag">now</span>;
  if (!had) return null;
  return (
    <>
      <Icon name="check" />
      <span class="unseen">has had a turn</span>
    </>
  );
}
