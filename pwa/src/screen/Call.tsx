import type { Schema } from "../contract/types";
import { hereWords } from "../tables/words";
import { Marks } from "./Marks";
import { usePages } from "./usePages";

const LARGEST = 5.5;

/** Calls people to a talk that gathers. */
export function Call({ talk: { here, title } }: { talk: Schema<"TalkView"> }) {
  const { ref } = usePages<HTMLDivElement>(0, null, { text: title, largest: LARGEST });
  return (
    <div class="wall-middle wall-story">
      <Marks count={4}>
        <strong class="wall-lead figures">{hereWords(here)}</strong>
      </Marks>
      <div class="wall-told">
        <div class="wall-words" ref={ref}>
          <h2 class="wall-fit" dir="auto">
            {title}
          </h2>
        </div>
      </div>
      <p class="wall-lead">Open it on your phone and say that you’re here.</p>
    </div>
  );
}
