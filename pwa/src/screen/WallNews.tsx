import type { Schema } from "../contract/types";
import { serverNow } from "../live/clock";
import { useTick } from "../ui/tick";

const NEWS_MS = 30 * 60_000;

/** Pure: whether the room need still be told. `now`: epoch milliseconds. */
export function isNews({ at }: Schema<"Announcement">, now: number): boolean {
  return now - Date.parse(at) < NEWS_MS;
}

/** What the organisers told everyone last, for half an hour: "lunch is ready" is no news in the evening. */
export function WallNews({ announcement }: { announcement: Schema<"Announcement"> | null }) {
  useTick(10_000, announcement !== null);
  if (!announcement || !isNews(announcement, serverNow())) return null;
  return (
    <p class="wall-news" role="status">
      <span>{announcement.text}</span>
    </p>
  );
}
