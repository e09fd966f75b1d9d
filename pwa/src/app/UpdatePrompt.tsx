import { signal } from "@preact/signals";
import { FRAMED } from "../live/framed";
import { onWake } from "../live/wake";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";

/** What to do when the person agrees to the new version; null while there is none. */
const offer = signal<(() => void) | null>(null);

function takeOver(worker: ServiceWorker): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  worker.postMessage("take-over");
}

function watch(registration: ServiceWorkerRegistration): void {
  const consider = (worker: ServiceWorker | null) => {
    if (worker && navigator.serviceWorker.controller) offer.value = () => takeOver(worker);
  };
  consider(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => worker.state === "installed" && consider(worker));
  });
  onWake(() => registration.update().catch(() => {})); // no signal: the next waking asks again
}

/** Keep the app on the phone, and notice new versions. Plain HTTP and frames have no service worker, and work without. */
export async function startUpdates(): Promise<void> {
  if (!import.meta.env.PROD || FRAMED || !("serviceWorker" in navigator)) return;
  watch(await navigator.serviceWorker.register("/sw.js"));
}

/** Asks before a new version takes over. Drafts and what waits to be sent are on the phone and stay. */
export function UpdatePrompt() {
  if (!offer.value) return null;
  return (
    <div class="update">
      <Notice kind="next" live>
        <p>There is a new version of Happenstance. What you have typed stays.</p>
        <Button kind="primary" onClick={offer.value}>
          Use it now
        </Button>
      </Notice>
    </div>
  );
}
