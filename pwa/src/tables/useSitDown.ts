import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { ProblemError } from "../live/api";

/** Sits down at an open table. `leaving`: they have said that they leave a hosted talk for it. */
type Sit = (leaving: boolean) => Promise<Schema<"TalkSnapshot">>;

/** A hosted talk that one would leave by sitting down. */
export interface Leaving {
  talk: string;
  title: string;
  /** Sits down all the same. */
  anyway: () => Promise<void>;
}

interface SittingDown {
  /** Does it, and goes to the table; resolves once that is done, refused, or to be asked about. */
  sit: (how: Sit) => Promise<void>;
  /** What to ask first, if anything. */
  leaving: Leaving | null;
  /** Let it be. */
  stay: () => void;
  /** Why nobody sat down; null while all is well. */
  error: unknown;
}

/** Sitting down at a table in the coffee bar: asked first where that would take one out of a hosted talk. */
export function useSitDown(): SittingDown {
  const here = useHere();
  const { route } = useLocation();
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  const [error, setError] = useState<unknown>(null);

  async function go(how: Sit, said: boolean): Promise<void> {
    setError(null);
    try {
      const { talk } = await how(said);
      route(here.link(`/tables/${talk.id}`), location.pathname.startsWith(here.link("/t/")));
    } catch (thrown) {
      if (!(thrown instanceof ProblemError) || thrown.code !== "at-a-talk") return setError(thrown);
      const { talk, title } = thrown.params as { talk: string; title: string };
      setLeaving({ talk, title, anyway: () => go(how, true) });
    }
  }

  return { sit: (how) => go(how, false), leaving, stay: () => setLeaving(null), error };
}
