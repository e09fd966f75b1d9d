import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Area } from "./board";

/** How large an element is, in its own letters, now and whenever the wall changes its size; null before it is seen. */
export function useArea<E extends HTMLElement>(): [RefObject<E | null>, Area | null] {
  const ref = useRef<E>(null);
  const [area, setArea] = useState<Area | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      const letter = Number.parseFloat(getComputedStyle(element).fontSize);
      setArea({ width: element.clientWidth / letter, height: element.clientHeight / letter });
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return [ref, area];
}
