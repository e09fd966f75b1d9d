import { useBackgrounds } from "../conferences/useBackgrounds";
import type { Schema } from "../contract/types";
import { positionInWords } from "../people/words";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { PersonLine } from "../ui/PersonLine";

interface NeighboursProps {
  people: readonly Schema<"Neighbour">[];
  me: string;
  /** Says who starts: the list is then the order of turns, oneself included. */
  turns?: boolean;
}

/** Those at one's table: a name, where from, how they got in, and how their story begins. */
export function Neighbours({ people, me, turns = false }: NeighboursProps) {
  const { label } = useBackgrounds();
  const shown = turns ? people : people.filter(({ person }) => person.id !== me);
  return (
    <ol class="neighbours">
      {shown.map(({ person, opening }, turn) => (
        <li key={person.id}>
          <PersonLine
            name={person.id === me ? "You" : person.name}
            organisation={person.id === me ? null : person.organisation}
            position={person.id === me ? null : positionInWords(person.position)}
            way={person.id === me ? undefined : label(person.backgrounds[0] ?? "other")}
            leading={<BackgroundIcon background={person.backgrounds[0] ?? "other"} />}
            trailing={turns && turn === 0 && <span class="tag">{person.id === me ? "start" : "starts"}</span>}
          />
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
