import type { KnownFact } from "../contract/types";
import { alongside } from "./alongside";
import type { Stream } from "./stream";

interface Further<S> {
  conference: string;
  /** The further stream: `feed` beside one's own, say. */
  stream: string;
  /** Pure: the state after a fact of it. */
  apply: (state: S, fact: KnownFact) => S;
}

/** A stream whose state further facts change as well: whoever leaves is told to everyone, and is gone from each list. */
export function withFactsOf<S>(main: Stream<S>, { conference, stream, apply }: Further<S>): Stream<S> {
  const end = alongside<KnownFact>({
    conference,
    stream,
    hear: (fact) => main.amend((state) => apply(state, fact)),
    heal: () => main.refresh().then(() => main.problem.value === null),
  });
  return {
    ...main,
    close() {
      end();
      main.close();
    },
  };
}
