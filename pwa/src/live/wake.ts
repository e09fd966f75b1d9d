const BEAT_MS = 2_000;
const GAP_MS = 10_000;

const sleepers = new Set<() => void>();
let watching = false;

/** A page that slept misses its own timers: a beat that comes late is the one sign that every browser gives. */
function watch(): void {
  if (watching) return;
  watching = true;
  let last = Date.now();
  const rouse = () => {
    last = Date.now();
    for (const wake of [...sleepers]) wake();
  };
  setInterval(() => {
    const gap = Date.now() - last;
    last = Date.now();
    if (gap > GAP_MS || gap < 0) rouse();
  }, BEAT_MS);
  document.addEventListener("visibilitychange", () => document.hidden || rouse());
  window.addEventListener("online", rouse);
  window.addEventListener("pageshow", (event) => event.persisted && rouse());
}

/**
 * Calls `wake` when the phone may have missed something: seen again, online again, unfrozen, or its clock stepped.
 * Returns the function that stops it.
 */
export function onWake(wake: () => void): () => void {
  watch();
  sleepers.add(wake);
  return () => sleepers.delete(wake);
}
