import { useRef, useState } from "preact/hooks";
import { useEnded, useHere } from "../app/here";
import { serverNow } from "../live/clock";
import { freshly } from "../live/freshly";
import { useStream } from "../live/useStream";
import { heard, seenAs, WORDS } from "../people/openness";
import { Button } from "../ui/Button";
import { ErrorNote } from "../ui/ErrorNote";
import { Icon } from "../ui/Icon";
import { Notice } from "../ui/Notice";
import { useTick } from "../ui/tick";
import { useAttempt } from "../ui/useAttempt";
import "./freeNow.css";
import { beFree, minutesFree, openFree } from "./freeNow";
import { turnOver, wordWhenFree } from "./turningOver";
import { WAVE_WAITS_MS } from "./useWaving";

const TICK_MS = 5_000;

/** "I’m free now": one tap. It goes out within half a minute or not at all. */
export function FreeNowSection() {
  const here = useHere();
  const ended = useEnded();
  const own = here.me.state.value?.profile;
  const stream = useStream(() => openFree(here), `${here.slug}/${here.personId}`);
  const [waiting, setWaiting] = useState(false);
  const trying = useRef<AbortController | null>(null);
  const { error, busy, attempt } = useAttempt();
  useTick(TICK_MS);
  if (!own || ended || minutesFree(stream.state.value, here.personId, serverNow()) !== null) return null;
  const notNow = seenAs(own, serverNow()) === "not-now";

  async function say(): Promise<void> {
    if (!own) return;
    if (notNow) {
      const answered = await turnOver(here, own);
      here.me.amend((known) => heard(known, answered));
    }
    const list = await beFree(here);
    stream.amend(() => list);
  }

  async function tap(): Promise<void> {
    const control = new AbortController();
    trying.current = control;
    await attempt(() =>
      freshly(say, {
        within: WAVE_WAITS_MS,
        signal: control.signal,
        onWaiting: () => setWaiting(true),
      }).catch((thrown) => {
        if (!control.signal.aborted) throw thrown;
      }),
    );
    setWaiting(false);
  }

  return (
    <section class="free-now stack-tight" aria-label="Are you free?">
      {waiting ? (
        <Notice live>
          <p>No signal. It goes out within half a minute, or not at all.</p>
          <Button kind="text" onClick={() => trying.current?.abort()}>
            Let it be
          </Button>
        </Notice>
      ) : (
        <>
          <Button wide busy={busy} onClick={tap}>
            <Icon name="clock" /> {notNow ? `${WORDS[wordWhenFree(own)]}, and I’m free now` : "I’m free now"}
          </Button>
          <p class="quiet small">
            {notNow
              ? `Others read “${WORDS["not-now"]}” from you. This turns it over and tells them that you have ten minutes.`
              : "For ten minutes others see that you have time. It ends by itself."}
          </p>
        </>
      )}
      {error !== null && <ErrorNote error={error} />}
    </section>
  );
}
