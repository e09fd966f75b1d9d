import { serverNow } from "../live/clock";
import { useSeconds } from "./tick";

interface RingProps {
  /** When it ends, in the server's epoch milliseconds. Never count ticks. */
  until: number;
  /** How long the whole is, in milliseconds. */
  length: number;
  /** Milliseconds that were left when it was paused; the ring then stands still. */
  pausedWith?: number | null;
  /** What the time is for: "Round 2", "Find your table". */
  label: string;
}

const AROUND = 2 * Math.PI * 46;

/** Whole seconds as "3:05". */
export function figures(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

const SOON_MS = 120_000;
const LAST_MS = 30_000;

/** Pure: how a ring shows that its time is nearly up, where that is no more than a part of it. */
export function nearly(left: number, length: number): "" | "ring-soon" | "ring-last" {
  if (left <= LAST_MS && length > 2 * LAST_MS) return "ring-last";
  return left <= SOON_MS && length > SOON_MS ? "ring-soon" : "";
}

/** A ring that empties towards an absolute deadline, and the figures inside it. */
export function Ring({ until, length, pausedWith, label }: RingProps) {
  const paused = pausedWith != null;
  useSeconds(paused ? null : until);
  const left = Math.max(0, paused ? pausedWith : until - serverNow());
  const share = length > 0 ? Math.min(1, left / length) : 0;
  return (
    <div class={`ring ${nearly(left, length)}`} role="timer" aria-label={label}>
      <svg viewBox="0 0 100 100" aria-hidden="true">
        <circle cx="50" cy="50" r="46" />
        {share > 0 && (
          <circle
            class="ring-left"
            cx="50"
            cy="50"
            r="46"
            stroke-dasharray={AROUND}
            stroke-dashoffset={AROUND * (1 - share)}
          />
        )}
      </svg>
      <div class="ring-words">
        {left > 0 && <span class="small quiet">{paused ? "Paused" : label}</span>}
        {left > 0 ? <Figures text={figures(left)} /> : <span class="ring-up">Time’s up</span>}
      </div>
    </div>
  );
}

function Figures({ text }: { text: string }) {
  return <span class={text.length > 4 ? "ring-figures ring-many" : "ring-figures"}>{text}</span>;
}
