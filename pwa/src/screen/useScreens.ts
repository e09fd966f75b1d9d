import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { useAsked } from "../live/useAsked";
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
  const { told, error, again } = useAsked((signal) => askScreens(here, signal), EVERY_MS, here);
  return { screens: told?.screens ?? null, error, ask: again };
}
