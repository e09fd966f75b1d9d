import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { serverNow } from "../live/clock";
import { useDraft } from "../live/drafts";
import { Ago } from "../ui/Ago";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { Notice } from "../ui/Notice";

const NEWS_MS = 12 * 3600_000;

type Announcement = Schema<"Announcement">;

/** Pure: the newest announcement, while it is news and has not been heard. `now`: epoch milliseconds. */
export function newsIn([newest]: readonly Announcement[], heard: string, now: number): Announcement | null {
  if (!newest || newest.id === heard) return null;
  return now - Date.parse(newest.at) < NEWS_MS ? newest : null;
}

/** What the organisers told everyone last, until it has been heard. */
export function News() {
  const here = useHere();
  const heard = useDraft(here.slug, "announcement-heard", "");
  const all = here.conference.state.value?.conference.announcements ?? [];
  const news = newsIn(all, heard.value, serverNow());
  return (
    <div class="news" role="status">
      {news && (
        <Notice>
          <div class="announced">
            <Icon name="announce" />
            <span class="small quiet">
              Organisers, <Ago at={Date.parse(news.at)} />
            </span>
            <Button kind="text" onClick={() => heard.set(news.id)}>
              Got it
            </Button>
          </div>
          <p class="said" dir="auto">
            {news.text}
          </p>
        </Notice>
      )}
    </div>
  );
}

/** All that the organisers told everyone, folded away. */
export function Announcements() {
  const all = useHere().conference.state.value?.conference.announcements ?? [];
  if (all.length === 0) return null;
  return (
    <details class="announcements">
      <summary>What the organisers said</summary>
      <ul class="stack">
        {all.map(({ id, text, at }) => (
          <li key={id}>
            <p class="said" dir="auto">
              {text}
            </p>
            <p class="small quiet">
              <Ago at={Date.parse(at)} />
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
