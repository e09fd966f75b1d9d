const BEAT_MS = 2_000;
const GAP_MS = 10_000;

/** Whether the network is back, which a whole hall may be told at one moment, or this one phone is. */
export type Waking = "online" | "back";

const sleepers = new Set<(why: Waking) => void>();
let watching = false;

/** A page that slept misses its own timers: a beat that comes late is the one sign that every browser gives. */
function watch(): void {
  if (watching) return;
  watching = true;
  let last = Date.now();
  const rouse = (why: Waking) => {
    last = Date.now();
    for (const wake of [...sleepers]) wake(why);
  };
  setInterval(() => {
    const gap = Date.now() - last;
    last = Date.now();
    if (gap > GAP_MS || gap < 0) rouse("back");
  }, BEAT_MS);
  document.addEventListener("visibilitychange", () => document.hidden || rouse("back"));
  window.addEventListener("online", () => rouse("online"));
  window.addEventListener("pageshow", (event) => event.persisted && rouse("back"));
}

/**
 * Calls `wake` when the phone may have missed something: seen again, online again, unfrozen, or its clock stepped.
 * Returns the function that stops it.
 */
export function onWake(wake: (why: Waking) => void): () => void {
  watch();
  sleepers.add(wake);
  return () => sleepers.delete(wake);
}
