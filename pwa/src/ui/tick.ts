import { useEffect, useReducer } from "preact/hooks";
import { serverNow } from "../live/clock";

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

/**
 * Draws the component again at each full second before and after `until` (the server's epoch milliseconds), so that
 * the figures of all phones change together; null where no time runs.
 */
export function useSeconds(until: number | null): void {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (until === null) return;
    let timer: ReturnType<typeof setTimeout>;
    function next(): void {
      clearTimeout(timer);
      if (!document.hidden) draw(0);
      timer = setTimeout(next, toNextSecond(until ?? 0, serverNow()));
    }
    next();
    document.addEventListener("visibilitychange", next);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", next);
    };
  }, [until]);
}

/** Pure: milliseconds from `now` until a whole number of seconds lies between it and `until`. */
export function toNextSecond(until: number, now: number): number {
  const rest = (until - now) % 1000;
  return rest > 0 ? rest : rest + 1000;
}
