import { serverNow } from "../live/clock";
import { useTick } from "./tick";

/** "12 s ago", "3 min ago", then the time of day; never a guess: the age of what one is looking at. */
export function ago(at: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  if (seconds < 5) return "just now";
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  const sameDay = seconds < 12 * 3600;
  const format: Intl.DateTimeFormatOptions = sameDay
    ? { timeStyle: "short" }
    : { dateStyle: "medium", timeStyle: "short" };
  return `at ${new Intl.DateTimeFormat(undefined, format).format(at)}`;
}

/** How long ago something was, in the server's epoch milliseconds; keeps itself true. */
export function Ago({ at }: { at: number }) {
  useTick(1000);
  return (
    <time class="figures" dateTime={new Date(at).toISOString()}>
      {ago(at, serverNow())}
    </time>
  );
}
