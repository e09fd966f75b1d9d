import { useEffect, useRef, useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { onWake } from "../live/wake";
import { askScreens } from "./requests";

const EVERY_MS = 10_000;

export type Screen = Schema<"ScreenLine">;

interface Screens {
  /** Null until they are known. */
  screens: readonly Screen[] | null;
  /** Why they are not known. */
  error: unknown;
  ask: () => Promise<void>;
}

/** The screens of the conference, asked for anew while somebody looks. */
export function useScreens(): Screens {
  const here = useHere();
  const [screens, setScreens] = useState<readonly Screen[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const asking = useRef<AbortController | null>(null);

  async function ask(): Promise<void> {
    asking.current?.abort();
    const control = new AbortController();
    asking.current = control;
    try {
      const list = await askScreens(here, control.signal);
      if (control.signal.aborted) return;
      setScreens(list.screens);
      setError(null);
    } catch (thrown) {
      if (!control.signal.aborted) setError(thrown);
    }
  }

  useEffect(() => {
    void ask();
    const timer = setInterval(() => document.hidden || void ask(), EVERY_MS);
    const asleep = onWake(() => void ask());
    return () => {
      asking.current?.abort();
      clearInterval(timer);
      asleep();
    };
  }, [here]);

  return { screens, error, ask };
}
