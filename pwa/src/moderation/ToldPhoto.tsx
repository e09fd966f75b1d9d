import type { ComponentChildren } from "preact";
import type { Schema } from "../contract/types";
import { Photo } from "../stories/Photo";

interface ToldPhotoProps {
  photo: Schema<"PhotoCard">;
  onMissing?: () => void;
  /** The words for it as they are marked; as they are if left out. */
  children?: ComponentChildren;
}

/** A photo for organisers: with the words for it, which are read as well. */
export function ToldPhoto({ photo, onMissing, children = photo.alt }: ToldPhotoProps) {
  return (
    <figure class="told-photo">
      <Photo key={photo.id} photo={photo} onMissing={onMissing} />
      <figcaption class="small">
        In it: <span dir="auto">{children}</span>
      </figcaption>
    </figure>
  );
}
