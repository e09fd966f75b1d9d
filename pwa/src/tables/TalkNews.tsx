import type { ComponentChildren } from "preact";
import type { Schema } from "../contract/types";
import { serverNow } from "../live/clock";
import { Icon } from "../ui/Icon";
import { useTick } from "../ui/tick";
import "./news.css";
import { currentNews } from "./view";

interface TalkNewsProps {
  news: Schema<"TalkAnnouncement"> | null;
  /** What can be done about it, beside it. */
  children?: ComponentChildren;
}

/** What a host tells everybody in the talk; read out as it comes, and gone after a while. */
export function TalkNews({ news, children }: TalkNewsProps) {
  useTick(1000, news !== null);
  const said = currentNews(news, serverNow());
  return (
    <div class="talk-news" role="status">
      {said && (
        <div class="notice notice-next">
          <Icon name="announce" />
          <p dir="auto">{said.text}</p>
          {children}
        </div>
      )}
    </div>
  );
}
