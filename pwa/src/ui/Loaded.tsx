import type { ComponentChildren } from "preact";
import type { Stream } from "../live/stream";
import { ErrorNote } from "./ErrorNote";
import { Skeleton } from "./Skeleton";

interface LoadedProps<S> {
  stream: Stream<S>;
  /** Shown where the server has nothing for this person: what it is, and for whom. */
  missing?: ComponentChildren;
  children: (state: S) => ComponentChildren;
}

/** What a stream shows: what is known, else a skeleton, else why there is nothing. */
export function Loaded<S>({ stream, missing, children }: LoadedProps<S>) {
  const state = stream.state.value;
  const problem = stream.problem.value;
  if (problem && (state === null || !problem.isPassing)) {
    if (missing && problem.status === 404) return <>{missing}</>;
    return <ErrorNote error={problem} {...(problem.isPassing && { retry: stream.refresh })} />;
  }
  return <>{state === null ? <Skeleton /> : children(state)}</>;
}
