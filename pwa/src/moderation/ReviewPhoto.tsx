import { useState } from "preact/hooks";
import { Notice } from "../ui/Notice";
import { Marked } from "./Flags";
import type { ReviewCard } from "./requests";
import { ToldPhoto } from "./ToldPhoto";

/** The photo with the words that say what is seen in it, and what has become of the one that is live. */
export function ReviewPhoto({ review }: { review: ReviewCard }) {
  const { writing, live } = review;
  const { photo } = writing;
  const was = live?.photo;
  const alt = photo && <Marked review={review} part="alt" words={photo.alt} from={0} />;
  const [missing, setMissing] = useState<string | null>(null);
  return (
    <div class="review-photo stack-tight">
      {photo && (
        <ToldPhoto photo={photo} onMissing={() => setMissing(photo.id)}>
          {was && was.alt !== photo.alt ? (
            <>
              <del>{was.alt}</del> <ins>{alt}</ins>
            </>
          ) : (
            alt
          )}
        </ToldPhoto>
      )}
      {photo && missing === photo.id && (
        <Notice kind="next" live>
          <p>The photo cannot be shown just now. Look at it before you approve.</p>
        </Notice>
      )}
      {live && photo?.id !== was?.id && (
        <p class="small">
          <strong>{changed(photo != null, was != null)}</strong>
        </p>
      )}
    </div>
  );
}

function changed(now: boolean, before: boolean): string {
  if (!now) return "The photo that is live is left out.";
  return before ? "The photo is another one than what is live." : "The photo is new.";
}
