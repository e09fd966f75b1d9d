import { useHere } from "../app/here";
import type { Schema } from "../contract/types";

export type Background = Schema<"Background">;

interface Backgrounds {
  /** Those offered to choose, in the conference's order. */
  offered: readonly Background[];
  /** A background in words: `label("agent")`. One that is no longer known shows its key. */
  label: (key: string) => string;
}

/** The ways into the industry that this conference knows. */
export function useBackgrounds(): Backgrounds {
  const all = useHere().conference.state.value?.conference.backgrounds ?? [];
  return {
    offered: all.filter(({ shown }) => shown),
    label: (key) => all.find((one) => one.key === key)?.label ?? key,
  };
}
