import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/**
 * Moves the focus to `refuge` when what held it inside `place` goes away: a button that has done its work. The page
 * stays where it is.
 *
 * `among`: a selector of things that stand in a row. When one of them goes with the focus, the next has it, so
 * that one can go on from there.
 */
export function useFocusKept(
  place: RefObject<HTMLElement | null>,
  refuge: RefObject<HTMLElement | null>,
  among?: string,
): void {
  const row = () => (among && place.current ? [...place.current.querySelectorAll<HTMLElement>(among)] : []);
  const focused = document.activeElement;
  const held = place.current?.contains(focused);
  const at = held ? row().findIndex((one) => one.contains(focused)) : -1;
  useLayoutEffect(() => {
    if (!held || document.activeElement !== document.body) return;
    const left = row();
    const heir = at < 0 ? undefined : left[Math.min(at, left.length - 1)];
    if (heir) heir.tabIndex = -1;
    (heir ?? refuge.current)?.focus({ preventScroll: true });
  });
}
