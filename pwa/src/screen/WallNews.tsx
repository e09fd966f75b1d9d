import type { Schema } from "../contract/types";
import { serverNow } from "../live/clock";
import { currentNews } from "../tables/view";
import { useTick } from "../ui/tick";
import { Turning } from "./Turning";

const NEWS_MS = 30 * 60_000;
const LETTERS = 2.7;

/** Pure: whether the room need still be told: "lunch is ready" is no news in the evening. `now`: epoch milliseconds. */
export function isNews({ at }: Schema<"Announcement">, now: number): boolean {
  return now - Date.parse(at) < NEWS_MS;
}

interface WallNewsProps {
  /** What the organisers told everyone last. */
  announcement: Schema<"Announcement"> | null;
  /** What a host tells everybody in the talk that is on. */
  inTalk: Schema<"TalkAnnouncement"> | null;
}

/** What a host tells the room now, else what the organisers told it in the last half hour. */
export function WallNews({ announcement, inTalk }: WallNewsProps) {
  useTick(1_000, announcement !== null || inTalk !== null);
  const now = serverNow();
  const news = currentNews(inTalk, now) ?? (announcement && isNews(announcement, now) ? announcement : null);
  if (!news) return null;
  return (
    <div class="wall-news" role="status">
      <Turning text={news.text} largest={LETTERS} />
    </div>
  );
}
