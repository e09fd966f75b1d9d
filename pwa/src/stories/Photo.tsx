import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import type { Schema } from "../contract/types";
import { onWake } from "../live/wake";
import { photoAt, SIZES } from "./photos";

interface PhotoProps {
  photo: Schema<"PhotoCard">;
  /** It could not be fetched. Left out, its words stand there until the phone may have a signal again. */
  onMissing?: () => void;
}

/** The photo beside a story. Its place is kept before it is there. */
export function Photo({ photo: { id, alt, width, height }, onMissing }: PhotoProps) {
  const here = useHere();
  const [missing, setMissing] = useState(false);
  useEffect(() => onWake(() => setMissing(false)), []);

  if (missing && !onMissing) {
    return (
      <p class="story-photo story-photo-missing" dir="auto">
        {alt}
      </p>
    );
  }
  return (
    <img
      class="story-photo"
      style={{ "--ratio": width / height }}
      src={photoAt(here, id, 800)}
      srcset={SIZES.map((size) => `${photoAt(here, id, size)} ${size}w`).join(", ")}
      sizes="(min-width: 46rem) 44rem, 92vw"
      width={width}
      height={height}
      alt={alt}
      dir="auto"
      loading="lazy"
      decoding="async"
      onError={onMissing ?? (() => setMissing(true))}
    />
  );
}
