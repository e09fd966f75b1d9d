import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { request } from "../live/api";
import { onWake } from "../live/wake";

const EVERY_MS = 10_000;

/** Whose phones are not connected just now, by id; null while nobody knows. Asked anew while somebody looks. */
export function useSilent(talk: Schema<"TalkView">): ReadonlySet<string> | null {
  const here = useHere();
  const [silent, setSilent] = useState<ReadonlySet<string> | null>(null);
  const over = talk.phase === "ended";
  useEffect(() => {
    if (over) return setSilent(null);
    const control = new AbortController();
    const path = here.path(`/talks/${talk.id}/silent`);
    async function ask(): Promise<void> {
      if (document.hidden) return;
      const found = await request<Schema<"SilentList">>("GET", path, undefined, {
        signal: control.signal,
      }).catch(() => null);
      if (!control.signal.aborted) setSilent(found && new Set(found.people));
    }
    void ask();
    const timer = setInterval(ask, EVERY_MS);
    const asleep = onWake(ask);
    return () => {
      control.abort();
      clearInterval(timer);
      asleep();
    };
  }, [here, talk.id, talk.here, over]);
  return silent;
}
