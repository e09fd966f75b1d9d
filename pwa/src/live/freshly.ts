import { effect } from "@preact/signals";
import { ProblemError } from "./api";
import { connection } from "./connection";

const AGAIN_MS = 3_000;

interface Freshness {
  /** Milliseconds from now in which it may still be done. */
  within: number;
  /** Gives it up before that. */
  signal: AbortSignal;
  /** There is no signal; it is tried again as soon as there may be one. */
  onWaiting: () => void;
}

/**
 * Do what nobody wants done late (a wave): at once, or as soon as there is a signal, within a short time.
 *
 * Throws `no-signal` when the time is over, and whatever else `act` throws. A phone that slept meanwhile finds the
 * time over when it wakes.
 */
export async function freshly<T>(
  act: () => Promise<T>,
  { within, signal, onWaiting }: Freshness,
): Promise<T> {
  const deadline = Date.now() + within;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      const waits = error instanceof ProblemError && error.code === "no-signal";
      if (!waits || signal.aborted || Date.now() >= deadline) throw error;
      onWaiting();
      await someSignal(Math.min(AGAIN_MS, deadline - Date.now()), signal);
      if (signal.aborted || Date.now() >= deadline) throw error;
    }
  }
}

/** Resolves when the phone is connected anew, after `most` milliseconds, or when it is given up. */
function someSignal(most: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const ends: (() => void)[] = [];
    const go = () => {
      for (const end of ends) end();
      resolve();
    };
    const timer = setTimeout(go, most);
    ends.push(() => clearTimeout(timer));
    signal.addEventListener("abort", go, { once: true });
    ends.push(() => signal.removeEventListener("abort", go));
    let lost = connection.peek() !== "connected";
    ends.push(
      effect(() => {
        const connected = connection.value === "connected";
        if (connected && lost) queueMicrotask(go);
        lost = !connected;
      }),
    );
  });
}
