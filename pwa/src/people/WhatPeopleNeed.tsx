import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import { ErrorNote } from "../ui/ErrorNote";
import { Notice } from "../ui/Notice";
import { useAttempt } from "../ui/useAttempt";
import { countNeeds, fetchNeeds, type NeedsList, needsInWords } from "./needs";

/** What people need, for organisers; fetched anew when `moment` changes. */
export function useNeeds(moment: unknown) {
  const here = useHere();
  const [list, setList] = useState<NeedsList | null>(null);
  const { error, attempt } = useAttempt();
  const fetch = () => attempt(async () => setList(await fetchNeeds(here)));
  useEffect(() => void fetch(), [moment]);
  return { list, error, again: fetch };
}

/** What of it the room does not offer as it is. No names. */
export function Missing({ list }: { list: NeedsList | null }) {
  const { link } = useHere();
  if (!list || list.missing.length === 0) return null;
  return (
    <Notice kind="next">
      {list.missing.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p>
        <a href={link("/cards")}>Mark tables</a>
      </p>
    </Notice>
  );
}

/** How many need something, who, and what: to prepare the room by. */
export function WhatPeopleNeed({ needs: { list, error, again } }: { needs: ReturnType<typeof useNeeds> }) {
  if (error !== null && !list) return <ErrorNote error={error} retry={again} />;
  if (!list || list.people.length === 0) return null;
  return (
    <>
      <Missing list={list} />
      <details>
        <summary>{countNeeds(list.people)}</summary>
        <ul>
          {list.people.map(({ id, name, needs }) => (
            <li key={id}>
              <bdi>{name}</bdi>: {needsInWords(needs)}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
