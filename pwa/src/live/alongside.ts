import { Numbers } from "./numbers";
import { type Fact, subscribe } from "./socket";

interface Alongside<F extends Fact> {
  conference: string;
  stream: string;
  /** The number at which what is known stands. */
  from: number;
  hear: (fact: F, number: number) => void;
  /** Something was missed: fetch the state that these facts tell of. Resolves to whether it came. */
  heal: () => Promise<boolean>;
}

/**
 * Follow a further stream whose facts belong to a state that is already there: the table's beside the talk's, say.
 * Nothing is fetched until something was missed. Returns the function that ends it.
 */
export function alongside<F extends Fact>({
  conference,
  stream,
  from,
  hear,
  heal,
}: Alongside<F>): () => void {
  let known = from;
  const numbers = new Numbers<F>({ apply: hear, resync });

  async function resync(): Promise<void> {
    const upTo = known;
    numbers.loading();
    if (await heal()) numbers.loaded(upTo);
    else numbers.failed();
  }

  const unsubscribe = subscribe(conference, stream, {
    hear(number, fact) {
      known = Math.max(known, number);
      numbers.hear(number, fact as F | null);
    },
    reached(number) {
      known = Math.max(known, number);
      numbers.reached(number);
    },
    refused() {}, // the state's own stream says so
  });
  numbers.loaded(from);

  return () => {
    numbers.stop();
    unsubscribe();
  };
}
