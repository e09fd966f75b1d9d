import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/**
 * Moves the focus to `refuge` when what held it inside `place` goes away: a button that has done its work. The page
 * stays where it is.
 */
export function useFocusKept(
  place: RefObject<HTMLElement | null>,
  refuge: RefObject<HTMLElement | null>,
): void {
  const held = place.current?.contains(document.activeElement);
  useLayoutEffect(() => {
    if (held && document.activeElement === document.body) refuge.current?.focus({ preventScroll: true });
  });
}
