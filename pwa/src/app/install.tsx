import { signal } from "@preact/signals";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";

interface InstallEvent extends Event {
  prompt: () => Promise<unknown>;
}

const asked = signal<InstallEvent | null>(null);

/** Listen from the start: the browser offers once, early. */
export function watchForInstall(): void {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    asked.value = event as InstallEvent;
  });
  window.addEventListener("appinstalled", () => {
    asked.value = null;
  });
}

function onAnIPhoneInTheBrowser(): boolean {
  return "standalone" in navigator && navigator.standalone === false && isSecureContext;
}

/** How to put the app on the home screen, where this browser can and has not. */
export function InstallHint() {
  const event = asked.value;
  if (event) {
    return (
      <Notice>
        <p>Keep Happenstance on your home screen: it opens faster, and without a signal.</p>
        <Button onClick={() => event.prompt().then(() => (asked.value = null))}>Put it there</Button>
      </Notice>
    );
  }
  if (!onAnIPhoneInTheBrowser()) return null;
  return (
    <Notice>
      <p>Keep Happenstance on your home screen: tap Share, then “Add to Home Screen”.</p>
    </Notice>
  );
}
