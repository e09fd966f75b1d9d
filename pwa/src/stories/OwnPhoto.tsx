import { useEffect, useState } from "preact/hooks";
import { useHere } from "../app/here";
import { keptFile } from "../live/files";
import { photoAt } from "./photos";
import type { Telling } from "./requests";

/** A photo of one's own, sent or not: as this phone keeps it, or else as the server does. */
export function OwnPhoto({ photo: { id, alt } }: { photo: NonNullable<Telling["photo"]> }) {
  const here = useHere();
  const [address, setAddress] = useState<string | null>(null);

  useEffect(() => {
    let made: string | null = null;
    let gone = false;
    keptFile(here.slug, id)
      .catch(() => null) // a phone without storage has none
      .then((file) => {
        if (gone) return;
        made = file && URL.createObjectURL(file);
        setAddress(made ?? photoAt(here, id, 800));
      });
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [here, id]);

  return address ? <img class="story-photo" src={address} alt={alt} dir="auto" /> : null;
}
