import { OwnPhoto } from "./OwnPhoto";
import type { Telling } from "./requests";
import { StoryText } from "./StoryText";

type Own = Pick<Telling, "opening" | "title" | "text" | "language" | "photo">;

/** One's own words, and the photo that may be on this phone only. */
export function OwnStoryText({ photo, ...words }: Own) {
  return (
    <>
      <StoryText {...words} />
      {photo && <OwnPhoto key={photo.id} photo={photo} />}
    </>
  );
}
