import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";

const AHEAD = "600px";

/** Fetches the next page as its place comes near; the button is for those who do not scroll, and after a failure. */
export function MoreStories({ more }: { more: () => Promise<void> }) {
  const place = useRef<HTMLDivElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  async function fetchMore() {
    setBusy(true);
    setFailure(null);
    await more().catch(setFailure);
    setBusy(false);
  }

  useEffect(() => {
    if (!place.current || !("IntersectionObserver" in window)) return;
    const near = ([entry]: IntersectionObserverEntry[]) => entry?.isIntersecting && void fetchMore();
    const observer = new IntersectionObserver(near, { rootMargin: AHEAD });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);

  return (
    <div ref={place} class="stack">
      {failure !== null && <ErrorNote error={failure} />}
      <Button wide busy={busy} onClick={fetchMore}>
        Earlier stories
      </Button>
    </div>
  );
}
