import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import { fetchKeys, type Keys } from "./requests";

/** The code and the link that let people in, for hosts: fetched now, and again whenever the conference has changed. */
export function useKeys() {
  const here = useHere();
  const version = here.conference.state.value?.conference.version;
  const [keys, setKeys] = useState<Keys | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);

  useEffect(() => {
    const control = new AbortController();
    fetchKeys(here, control.signal)
      .then((found) => {
        setKeys(found);
        setError(null);
      })
      .catch((thrown) => {
        if (!control.signal.aborted) setError(thrown);
      });
    return () => control.abort();
  }, [here, version, tries]);

  return { keys, error, retry: () => setTries(tries + 1), setKeys };
}
