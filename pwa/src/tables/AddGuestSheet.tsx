import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { ProblemError, request } from "../live/api";
import { uuid } from "../live/uuid";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Field } from "../ui/Field";
import { Sheet } from "../ui/Sheet";
import { toast } from "../ui/toast";
import { useAttempt } from "../ui/useAttempt";

const LONGEST_NAME = 60;
const TYPING_MS = 250;

interface AddGuestSheetProps {
  talk: string;
  onClose: () => void;
}

/** Checks somebody in who stands before the host: one who has joined, or one who has no phone. */
export function AddGuestSheet({ talk, onClose }: AddGuestSheetProps) {
  const here = useHere();
  const [typed, setTyped] = useState("");
  const [id, setId] = useState(uuid);
  const { error, attempt } = useAttempt();
  const name = typed.trim();
  const found = useAbsent(talk, name);
  const errors = error instanceof ProblemError ? error.errors : {};

  async function add(who: string, act: () => Promise<void>): Promise<void> {
    if (!(await attempt(act))) return;
    toast(`${who} is in.`);
    onClose();
  }

  const checkIn = ({ id: person, name: who }: Schema<"PersonCard">) =>
    add(who, () => request("PUT", here.path(`/talks/${talk}/people/${person}`)));
  const putDown = () =>
    add(name, () => request("PUT", here.path(`/talks/${talk}/without-phone/${id}`), { name }));

  return (
    <Sheet open title="Who is here?" onClose={onClose}>
      <div class="stack">
        <Field
          label="Their name"
          value={typed}
          onInput={(text) => {
            setTyped(text);
            setId(uuid()); // another name is another person
          }}
          hint="Those who have joined come up as you type."
          error={errors.name?.[0]}
          max={LONGEST_NAME}
          autocomplete="off"
          autoCapitalize="words"
        />
        {error !== null && !errors.name && <ErrorNote error={error} kept="What you typed is still here." />}
        {found.length > 0 && (
          <ul class="choices" aria-label="Have joined, and are not in this talk yet">
            {found.map((person) => (
              <li key={person.id}>
                <Button wide onClick={() => checkIn(person)}>
                  <span class="choice-words">
                    <strong>
                      <bdi>{person.name}</bdi>
                    </strong>
                    <span class="quiet small">{person.organisation ?? "Has joined"}</span>
                  </span>
                </Button>
              </li>
            ))}
          </ul>
        )}
        {name && (
          <>
            <p class="quiet small">
              Without a phone they sit at tables like everybody else; call their table out to them. They can
              come in on a phone later, by a link that you show them.
            </p>
            <Button kind={found.length > 0 ? "quiet" : "primary"} wide onClick={putDown}>
              Add “{name}” without a phone
            </Button>
          </>
        )}
      </div>
    </Sheet>
  );
}

/** Those who have joined and are not in the talk yet, by what is typed; none while there is no signal. */
function useAbsent(talk: string, name: string): readonly Schema<"PersonCard">[] {
  const here = useHere();
  const [found, setFound] = useState<Schema<"AbsentList">["people"]>([]);
  const wanted = name.slice(0, LONGEST_NAME);

  useEffect(() => {
    if (!wanted) {
      setFound([]);
      return;
    }
    const late = new AbortController();
    const timer = setTimeout(() => {
      const path = here.path(`/talks/${talk}/absent?find=${encodeURIComponent(wanted)}`);
      request<Schema<"AbsentList">>("GET", path, undefined, { signal: late.signal }).then(
        ({ people }) => setFound(people),
        () => {}, // adding by name says what stands in the way
      );
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      late.abort();
    };
  }, [wanted]);
  return found;
}
