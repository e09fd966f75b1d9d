import { say } from "../app/texts";
import type { Telling } from "./requests";
import "./stories.css";

/** Somebody's own words, with the opening they chose, in their language and its direction. */
export function StoryText({ opening, text, language }: Pick<Telling, "opening" | "text" | "language">) {
  return (
    <div class="story">
      {opening && <p class="story-opening">{say(`opening.${opening}`)}</p>}
      <p class="story-text" dir="auto" lang={language ?? ""}>
        {text}
      </p>
    </div>
  );
}
