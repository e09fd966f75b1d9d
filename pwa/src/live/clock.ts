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
 * has run a second and more ahead is believed: the phone slept, and its steady clock with it.
 */
export function reckon(from: Anchor, now: Clocks): number {
  const steady = now.steady - from.steady;
  const wall = now.wall - from.wall;
  return from.server + (wall - steady > STEP_MS ? wall : steady);
}

function clocks(): Clocks {
  return { steady: performance.now(), wall: Date.now() };
}

let samples: Sample[] = [];
let known: Anchor = { ...clocks(), server: Date.now() };

/** The server's time in epoch milliseconds; the phone's own until the server has been asked. */
export function serverNow(): number {
  return reckon(known, clocks());
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
}
