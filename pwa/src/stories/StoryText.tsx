import type { ComponentChildren } from "preact";
import { say } from "../app/texts";
import type { Schema } from "../contract/types";
import { directionOf } from "./direction";
import { Photo } from "./Photo";
import type { Telling } from "./requests";
import { titled } from "./titled";
import "./stories.css";

interface StoryTextProps extends Pick<Telling, "opening" | "title" | "text" | "language"> {
  photo?: Schema<"PhotoCard"> | null;
  /** Shows words with what was sought in them marked. */
  marked?: (words: string) => ComponentChildren;
  /** Puts the words into something that may show less of them. */
  fold?: (words: ComponentChildren) => ComponentChildren;
}

/** Somebody's own words, with the opening they chose and their photo, in their language and its direction. */
export function StoryText({
  opening,
  title,
  text,
  language,
  photo,
  marked = (words) => words,
  fold = (words) => words,
}: StoryTextProps) {
  const { heading, lead, rest } = titled(title, text);
  const written = { dir: directionOf(language), lang: language ?? "" };
  return (
    <div class="story">
      {heading && (
        <h3 class="story-title" {...written}>
          {marked(heading)}
        </h3>
      )}
      {opening && <p class="story-opening">{say(`opening.${opening}`)}</p>}
      {fold(
        <p class="story-text" {...written}>
          {lead && <strong>{marked(lead)}</strong>}
          {marked(rest)}
        </p>,
      )}
      {photo && <Photo key={photo.id} photo={photo} />}
    </div>
  );
}
