import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import { countPeople } from "./requests";

/** " for all 65 who have joined": for how many something is about to change; nothing while that is not known. */
export function Affected() {
  const here = useHere();
  const [total, setTotal] = useState<number | null>(null);

  useEffect(() => {
    countPeople(here).then(setTotal, () => {}); // it may be ended without knowing
  }, [here]);

  if (total === null) return null;
  return <> for {total === 1 ? "the one who has joined" : `all ${total} who have joined`}</>;
}
