import { useEffect, useState } from "preact/hooks";

function fragment(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return location.hash.slice(1);
  }
}

/** What stands behind the # of the address, where links carry what no server's log shall see. */
export function useFragment(): string {
  const [now, setNow] = useState(fragment);
  useEffect(() => {
    const look = () => setNow(fragment());
    window.addEventListener("hashchange", look);
    return () => window.removeEventListener("hashchange", look);
  }, []);
  return now;
}
