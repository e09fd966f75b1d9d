/** One question to the server: when it was sent and answered (`performance.now`), and the server's time in the answer. */
export interface Sample {
  sent: number;
  received: number;
  server: number;
}

/** The phone's two clocks in milliseconds: one steady that may stop in sleep, one on the wall that may be set. */
export interface Clocks {
  steady: number;
  wall: number;
}

/** A moment at which the server's time was known. */
export interface Anchor extends Clocks {
  server: number;
}

const KEPT = 8;
const STEP_MS = 1_000;

/** The sample that was answered quickest, as it can be the least wrong (by half its round trip at most). */
export function best(samples: readonly Sample[]): Sample | undefined {
  return samples.reduce<Sample | undefined>(
    (a, b) => (a && a.received - a.sent <= b.received - b.sent ? a : b),
    undefined,
  );
}

/** Where a sample anchors the server's time, seen from `now`. */
export function anchor(sample: Sample, now: Clocks): Anchor {
  const steady = (sample.sent + sample.received) / 2;
  return { steady, wall: now.wall - (now.steady - steady), server: sample.server };
}

/**
 * The server's time, reckoned from an anchor.
 *
 * Steady time counts, so a wall clock that is set back or a little forward moves nothing. Only a wall clock that
 * has run a second and more ahead is believed until the server is asked again: the phone slept, and its steady clock
 * with it.
 */
export function reckon(from: Anchor, now: Clocks): number {
  return from.server + (ranAhead(from, now) ? now.wall - from.wall : now.steady - from.steady);
}

/** True when the wall clock has run ahead of the steady one: the phone slept, or somebody set its clock. */
function ranAhead(from: Clocks, now: Clocks): boolean {
  return now.wall - from.wall - (now.steady - from.steady) > STEP_MS;
}

function clocks(): Clocks {
  return { steady: performance.now(), wall: Date.now() };
}

const KEPT_AS = "clock-ahead";

/** By how many milliseconds the server was ahead of this phone's wall clock when it was last asked. */
function recall(): number {
  try {
    return Number(localStorage.getItem(KEPT_AS)) || 0;
  } catch {
    return 0;
  }
}

function keep({ server, wall }: Anchor): void {
  try {
    localStorage.setItem(KEPT_AS, String(server - wall));
  } catch {
    // A page opened without a signal tells the phone's own time then.
  }
}

let samples: Sample[] = [];
let known: Anchor = { ...clocks(), server: Date.now() + recall() };
let askAgain: (() => void) | undefined;

/** The server's time in epoch milliseconds; as it was last reckoned on this phone until the server has been asked. */
export function serverNow(): number {
  const now = clocks();
  if (askAgain && ranAhead(known, now)) {
    askAgain();
    askAgain = undefined;
  }
  return reckon(known, now);
}

/**
 * Ask for the time a few times and keep the best answer.
 *
 * `ask` resolves to the server's epoch milliseconds; a question that fails counts for nothing. `afresh` forgets
 * earlier answers, for a phone that has slept.
 */
export async function measure(ask: () => Promise<number>, { times = 4, afresh = false } = {}): Promise<void> {
  if (afresh) samples = [];
  for (let turn = 0; turn < times; turn++) {
    const sent = performance.now();
    try {
      const server = await ask();
      samples = [...samples.slice(1 - KEPT), { sent, received: performance.now(), server }];
    } catch {
      return;
    }
    const quickest = best(samples);
    if (quickest) known = anchor(quickest, clocks());
  }
  keep(known);
  askAgain = () => void measure(ask, { times, afresh: true });
}
