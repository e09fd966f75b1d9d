import { useLayoutEffect } from "preact/hooks";

/**
 * Single keys that do something on this page, by their letters. They rest while somebody types, and while a sheet
 * asks something. Give none for what cannot be taken back.
 */
export function useKeys(keys: Readonly<Record<string, (() => unknown) | false>>): void {
  // As soon as there is something to press them for.
  useLayoutEffect(() => {
    function press(event: KeyboardEvent): void {
      const { key, repeat, ctrlKey, metaKey, altKey, target } = event;
      if (repeat || ctrlKey || metaKey || altKey || document.querySelector("dialog[open]")) return;
      if (target instanceof Element && target.matches("input, textarea, select, [contenteditable]")) return;
      const act = keys[key.toLowerCase()];
      if (act) act();
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  });
}
