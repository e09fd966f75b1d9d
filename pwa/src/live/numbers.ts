const HOLD_MS = 500;
const JITTER_MS = 1_000;

interface Ears<F> {
  /** The next fact, in order; called once for each number that may be heard. */
  apply: (fact: F, number: number) => void;
  /** Something was missed: get the snapshot, and say `loaded`. Whoever fetches it says `loading` before, and `failed`. */
  resync: () => void;
}

/**
 * The rule by which a phone follows one stream.
 *
 * Next number: apply. Older: drop. Gap: hold for half a second, as facts can overtake each other, then ask for a
 * snapshot, jittered so that a hall of phones does not ask at once. A number without a fact (one this phone may not
 * hear) moves the count on. While a snapshot is on its way everything is held and then told on top of it.
 */
export class Numbers<F> {
  #at: number | null = null;
  #known = 0;
  #held = new Map<number, F | null>();
  #loading = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ears: Ears<F>,
    private readonly random: () => number = Math.random,
  ) {}

  /** The last number applied; null before the first snapshot. */
  get at(): number | null {
    return this.#at;
  }

  /** A fact has come, or its bare number (null). */
  hear(number: number, fact: F | null): void {
    if (this.#at !== null && number <= this.#at && !this.#loading) return;
    this.#held.set(number, fact);
    this.reached(number);
  }

  /** The server says that the stream has come to this number. */
  reached(number: number): void {
    this.#known = Math.max(this.#known, number);
    this.#settle();
  }

  /** A snapshot has been asked for. */
  loading(): void {
    this.#loading = true;
    this.#wait(false);
  }

  /** The snapshot is in place and stands at `number`. */
  loaded(number: number): void {
    this.#loading = false;
    this.#at = number;
    this.#settle();
  }

  /** The snapshot did not come; go on with what there is. */
  failed(): void {
    this.#loading = false;
    this.#settle();
  }

  /** Hear no more. */
  stop(): void {
    this.#wait(false);
    this.#loading = true;
  }

  #settle(): void {
    if (this.#loading || this.#at === null) return;
    for (const number of this.#held.keys()) if (number <= this.#at) this.#held.delete(number);
    for (let next = this.#at + 1; this.#held.has(next); next++) {
      const fact = this.#held.get(next);
      this.#held.delete(next);
      this.#at = next;
      if (fact != null) this.ears.apply(fact, next);
    }
    this.#wait(this.#known > this.#at);
  }

  #wait(behind: boolean): void {
    if (!behind) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    } else if (this.#timer === undefined) {
      this.#timer = setTimeout(
        () => {
          this.#timer = undefined;
          this.ears.resync();
        },
        HOLD_MS + this.random() * JITTER_MS,
      );
    }
  }
}
