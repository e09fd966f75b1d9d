import { useEffect, useMemo } from "preact/hooks";
import type { Stream } from "./stream";

/**
 * A stream for as long as the component is there: opened anew when `key`, which names all that
 * `open` depends on, changes; closed at the end.
 */
export function useStream<S>(open: () => Stream<S>, key: string): Stream<S> {
  const stream = useMemo(open, [key]);
  useEffect(() => stream.close, [stream]);
  return stream;
}
