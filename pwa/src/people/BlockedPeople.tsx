import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { ProblemError, request } from "../live/api";
import { connection } from "../live/connection";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { PersonLine } from "../ui/PersonLine";
import { toast } from "../ui/toast";
import { useAttempt } from "../ui/useAttempt";

type Card = Schema<"PersonCard">;

/** Those whom one has blocked, and the way to take it back; nothing while there is nobody. */
export function BlockedPeople() {
  const here = useHere();
  const [blocked, setBlocked] = useState<Card[]>([]);
  const { error, attempt } = useAttempt();

  function load() {
    return attempt(async () => setBlocked(await request<Card[]>("GET", here.path("/blocks"))));
  }

  const online = connection.value === "connected";
  useEffect(() => void load(), [here, online]);

  function unblock({ id, name }: Card) {
    return attempt(async () => {
      await request("DELETE", here.path(`/blocks/${id}`));
      setBlocked((list) => list.filter((one) => one.id !== id));
      toast(`${name} is unblocked. You may see each other again.`);
    });
  }

  const waitsForSignal = error instanceof ProblemError && error.isPassing; // said at the top of the page
  if (blocked.length === 0 && (error === null || waitsForSignal)) return null;
  return (
    <section class="stack-tight">
      <h2>People you have blocked</h2>
      <ul class="blocked">
        {blocked.map((person) => (
          <li key={person.id}>
            <PersonLine
              name={person.name}
              organisation={person.organisation}
              trailing={
                <Button label={`Unblock ${person.name}`} onClick={() => unblock(person)}>
                  Unblock
                </Button>
              }
            />
          </li>
        ))}
      </ul>
      {error !== null && <ErrorNote error={error} retry={load} />}
    </section>
  );
}
