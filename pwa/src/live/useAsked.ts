import { useEffect, useRef, useState } from "preact/hooks";
import { onWake } from "./wake";

interface Asked<T> {
  /** The last answer; null until there is one. */
  told: T | null;
  /** Why there is nothing newer; null while all is well. */
  error: unknown;
  /** Ask now. */
  again: () => Promise<void>;
}

/**
 * What no stream tells, asked for anew while somebody looks.
 *
 * `every` is in milliseconds; `about` is what the answer is about: another asks afresh.
 */
export function useAsked<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  every: number,
  about: unknown,
): Asked<T> {
  const [told, setTold] = useState<T | null>(null);
  const [error, setError] = useState<unknown>(null);
  const asking = useRef<AbortController | null>(null);

  async function again(): Promise<void> {
    asking.current?.abort();
    const control = new AbortController();
    asking.current = control;
    try {
      const answer = await ask(control.signal);
      if (control.signal.aborted) return;
      setTold(answer);
      setError(null);
    } catch (thrown) {
      if (!control.signal.aborted) setError(thrown);
    }
  }

  useEffect(() => {
    void again();
    const timer = setInterval(() => document.hidden || void again(), every);
    const asleep = onWake(() => void again());
    return () => {
      asking.current?.abort();
      clearInterval(timer);
      asleep();
    };
  }, [about]);

  return { told, error, again };
}
