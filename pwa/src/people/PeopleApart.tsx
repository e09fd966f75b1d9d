import { useEffect, useRef, useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { ProblemError, request } from "../live/api";
import { connection } from "../live/connection";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { PersonLine } from "../ui/PersonLine";
import { toast } from "../ui/toast";
import { useAttempt } from "../ui/useAttempt";
import { useFocusKept } from "../ui/useFocusKept";

type Card = Schema<"PersonCard">;

interface PeopleApartProps {
  title: string;
  /** Where they are listed. */
  list: string;
  /** What ends it for somebody, when deleted. */
  entry: (id: string) => string;
  /** What the button says that ends it. */
  act: string;
  /** What is said when it has ended. */
  ended: (name: string) => string;
}

/** Those from whom one keeps apart in some way, and the way to take it back; nothing while there is nobody. */
export function PeopleApart({ title, list, entry, act, ended }: PeopleApartProps) {
  const here = useHere();
  const [people, setPeople] = useState<Card[]>([]);
  const [emptied, setEmptied] = useState(false); // by oneself, just now: what had the focus does not vanish
  const { error, attempt } = useAttempt();
  const place = useRef<HTMLElement>(null);
  const refuge = useRef<HTMLHeadingElement>(null);
  useFocusKept(place, refuge, "li");

  function load() {
    return attempt(async () => setPeople(await request<Card[]>("GET", here.path(list))));
  }

  const online = connection.value === "connected";
  useEffect(() => void load(), [here, online]);

  function takeBack({ id, name }: Card) {
    return attempt(async () => {
      await request("DELETE", here.path(entry(id)));
      setPeople((all) => all.filter((one) => one.id !== id));
      setEmptied(true);
      toast(ended(name));
    });
  }

  const waitsForSignal = error instanceof ProblemError && error.isPassing; // said at the top of the page
  if (people.length === 0 && !emptied && (error === null || waitsForSignal)) return null;
  return (
    <section class="stack-tight" ref={place}>
      <h2 ref={refuge} tabIndex={-1}>
        {title}
      </h2>
      {people.length === 0 && <p class="quiet">Nobody any more.</p>}
      <ul class="blocked">
        {people.map((person) => (
          <li key={person.id}>
            <PersonLine
              name={person.name}
              organisation={person.organisation}
              trailing={
                <Button label={`${act} ${person.name}`} onClick={() => takeBack(person)}>
                  {act}
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

/** Those whom one has blocked. */
export const BlockedPeople = () => (
  <PeopleApart
    title="People you have blocked"
    list="/blocks"
    entry={(id) => `/blocks/${id}`}
    act="Unblock"
    ended={(name) => `${name} is unblocked. You may see each other again.`}
  />
);

/** Those whom one never wants to be suggested. */
export const NeverSuggested = () => (
  <PeopleApart
    title="People never suggested to you"
    list="/suggestions/never"
    entry={(id) => `/suggestions/${id}/aside`}
    act="Allow"
    ended={(name) => `You and ${name} may be suggested to each other again.`}
  />
);
