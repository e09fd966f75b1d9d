import { useEffect, useReducer } from "preact/hooks";

/** Draws the component again every `ms` milliseconds while the page is seen, and at once when it is seen again. */
export function useTick(ms: number, running = true): void {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => document.hidden || draw(0), ms);
    const seen = () => document.hidden || draw(0);
    document.addEventListener("visibilitychange", seen);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [ms, running]);
}
