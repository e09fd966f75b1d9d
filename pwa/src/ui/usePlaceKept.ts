import { useLayoutEffect } from "preact/hooks";

const AT_REST_MS = 150; // browsers forbid noting it at every frame

/** Whoever goes back to a page is where they were in it, once what it lists is `shown`. Its entry in the history knows. */
export function usePlaceKept(shown: boolean): void {
  useLayoutEffect(() => {
    if (!shown) return;
    const place = history.state?.place;
    if (place) scrollTo(0, place);
    let rest: ReturnType<typeof setTimeout>;
    function moved() {
      clearTimeout(rest);
      rest = setTimeout(() => history.replaceState({ ...history.state, place: scrollY }, ""), AT_REST_MS);
    }
    addEventListener("scroll", moved, { passive: true });
    return () => {
      removeEventListener("scroll", moved);
      clearTimeout(rest);
    };
  }, [shown]);
}
