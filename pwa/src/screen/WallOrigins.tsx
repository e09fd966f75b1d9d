import type { Schema } from "../contract/types";
import { Sankey } from "../origins/Sankey";
import { atMost } from "../origins/sankey";
import { useArea } from "./useArea";

const WORDS = 2.5; // letters: two lines

/** How this room got here, for the last row: the largest groups, in the wall's letters. */
export function WallOrigins({ origins }: { origins: Schema<"Origins"> }) {
  const [frame, area] = useArea<HTMLDivElement>();
  const height = area?.height ?? 0;
  const most = Math.max(2, Math.floor(height / (WORDS * 1.15)));
  return (
    <section class="wall-map wall-story">
      <h2>
        How this room got here
        {origins.by_accident !== null && <span class="figures">{origins.by_accident} % by accident</span>}
      </h2>
      <div class="wall-origins" ref={frame}>
        {area && <Sankey flows={atMost(origins.flows, most)} height={height} words={WORDS} />}
      </div>
      <p class="quiet figures">{origins.people} people: from where we came to what we do now</p>
    </section>
  );
}
