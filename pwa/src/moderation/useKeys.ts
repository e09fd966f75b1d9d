import { useLayoutEffect, useRef } from "preact/hooks";

/** Keys that do something while nobody is typing and no sheet is open. */
export function useKeys(keys: Readonly<Record<string, () => unknown>>): void {
  const newest = useRef(keys);
  newest.current = keys;

  // As soon as there is something to press them for.
  useLayoutEffect(() => {
    function press(event: KeyboardEvent) {
      const act = newest.current[event.key];
      const busy = event.ctrlKey || event.metaKey || event.altKey || event.repeat;
      const typing = (event.target as Element).closest("input, textarea, select, dialog");
      if (!act || busy || typing || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      act();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
