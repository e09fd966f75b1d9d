import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

const LARGEST = 4.2;
const SMALLEST = 1.8;
const STEP = 0.2;

/**
 * Sets `--fit` on an element to the largest number of `--u` at which its text does not run over, and again when the
 * wall changes its size. The element must be able to shrink.
 */
export function useFit<E extends HTMLElement>(): RefObject<E | null> {
  const ref = useRef<E>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const settle = () => {
      for (let size = LARGEST; size >= SMALLEST; size -= STEP) {
        element.style.setProperty("--fit", size.toFixed(1));
        if (element.scrollHeight <= element.clientHeight) return;
      }
    };
    settle();
    const watch = new ResizeObserver(settle);
    if (element.parentElement) watch.observe(element.parentElement);
    return () => watch.disconnect();
  }, []);
  return ref;
}
