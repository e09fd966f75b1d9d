import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { Notice } from "../ui/Notice";
import { getIntroductions } from "./tableRequests";

const SPREAD_MS = 1_500;

/** Why just these people sit at a table of two, in words about the other. Nothing where there is no reason, or no signal. */
export function WhyYou({ table }: { table: Schema<"TableView"> }) {
  const here = useHere();
  const [told, setTold] = useState<readonly Schema<"Introduction">[]>([]);
  const who = table.people.map(({ person }) => person.id).join();

  useEffect(() => {
    setTold([]);
    // A whole room comes to its tables at once, and nobody reads this before they have found theirs.
    const timer = setTimeout(() => {
      getIntroductions(here, table)
        .then(({ introductions }) => setTold(introductions))
        .catch(() => {});
    }, Math.random() * SPREAD_MS);
    return () => clearTimeout(timer);
  }, [table.id, who]);

  if (told.length === 0) return null;
  return (
    <Notice kind="good">
      <p>
        <strong>{table.people.length > 2 ? "Why you three" : "Why you two"}</strong>
      </p>
      {told.map(({ sentence }) => (
        <p key={sentence.text}>{sentence.text}</p>
      ))}
    </Notice>
  );
}
