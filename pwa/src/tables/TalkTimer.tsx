import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { serverNow } from "../live/clock";
import { Ring } from "../ui/Ring";
import { useSeconds } from "../ui/tick";
import { cue } from "./cue";
import { left, signed, spoken, type Timer } from "./view";

const BEAT_MS = 250;

interface TalkTimerProps {
  timer: Timer;
  /** What the time is for: "Round 1 of 2". */
  label: string;
  /** Buzz or chime at two minutes, at thirty seconds, and when it is up. */
  cued?: boolean;
}

/** The time left as ring and figures; read out at five, two and one minutes, at ten seconds and at the end. */
export function TalkTimer({ timer, label, cued = false }: TalkTimerProps) {
  return (
    <>
      <Ring {...timer} label={label} />
      <p class="unseen" role="status">
        {useSpoken(timer, cued)}
      </p>
    </>
  );
}

/** Its children, once a timer is up and until somebody moves the talk on. */
export function OnceUp({ timer, children }: { timer: Timer; children: JSX.Element }) {
  useSeconds(timer.pausedWith === null ? timer.until : null);
  return left(timer, serverNow()) === 0 ? children : null;
}

function useSpoken(timer: Timer, cued: boolean): string {
  const { until, pausedWith } = timer;
  const [words, setWords] = useState("");
  useEffect(() => {
    setWords(""); // what was said of another time is not true of this one
    if (pausedWith !== null) return;
    let before = left(timer, serverNow());
    const beat = setInterval(() => {
      const now = left(timer, serverNow());
      const say = spoken(before, now);
      if (say) setWords(say);
      const sign = cued && signed(before, now);
      if (sign) cue(sign);
      before = now;
    }, BEAT_MS);
    return () => clearInterval(beat);
  }, [until, pausedWith, cued]);
  return words;
}
