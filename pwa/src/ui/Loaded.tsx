import type { ComponentChildren } from "preact";
import type { Stream } from "../live/stream";
import { ErrorNote } from "./ErrorNote";
import { Skeleton } from "./Skeleton";

interface LoadedProps<S> {
  stream: Stream<S>;
  children: (state: S) => ComponentChildren;
}

/** What a stream shows: what is known, else a skeleton, else why there is nothing. */
export function Loaded<S>({ stream, children }: LoadedProps<S>) {
  const state = stream.state.value;
  const problem = stream.problem.value;
  if (problem && (state === null || !problem.isPassing)) {
    return <ErrorNote error={problem} retry={stream.refresh} />;
  }
  return <>{state === null ? <Skeleton /> : children(state)}</>;
}
