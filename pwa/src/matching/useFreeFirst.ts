import { useMemo, useState } from "preact/hooks";
import { useHere } from "../app/here";
import { serverNow } from "../live/clock";
import { useStream } from "../live/useStream";
import { freeAt, freeFirst, openFree } from "./freeNow";

/**
 * People to meet, those first who were free when one last looked: nothing moves away under a finger.
 *
 * `late`: who has become free since and is not among the first. `sort`: look again who is free.
 */
export function useFreeFirst<T extends { person: { id: string; name: string } }>(people: readonly T[]) {
  const here = useHere();
  const stream = useStream(() => openFree(here), `${here.slug}/${here.personId}`);
  const free = freeAt(stream.state.value, serverNow());
  const [looks, setLooks] = useState(0);
  const known = stream.state.value !== null;
  const ids = people.map(({ person }) => person.id).join();
  const first = useMemo(() => free, [ids, known, looks]);
  const sorted = freeFirst(people, first);
  const behind = sorted.findIndex(({ person }) => !free.has(person.id));
  const late = behind < 0 ? [] : sorted.slice(behind).filter(({ person }) => free.has(person.id));
  return { free, sorted, late, sort: () => setLooks(looks + 1) };
}
