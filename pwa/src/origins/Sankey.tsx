import { useBackgrounds } from "../conferences/useBackgrounds";
import type { Schema } from "../contract/types";
import { type Bar, OTHER, sankeyOf } from "./sankey";
import "./origins.css";
import { NOW, nowInWords } from "./words";

interface SankeyProps {
  flows: readonly Schema<"OriginFlow">[];
  /** In letters. */
  height: number;
  /** How many letters high the words of one bar may become. */
  words: number;
}

/** From where people came to what they do now: as broad as they are many. The words and numbers are text beside it. */
export function Sankey({ flows, height, words }: SankeyProps) {
  const way = useWayInWords();
  const drawn = sankeyOf(flows, { height, words, order: NOW });
  return (
    <div
      class="sankey"
      role="img"
      aria-label={`From ${drawn.left.length} ways in to ${drawn.right.length} positions. The table says it in numbers.`}
      style={{ "--height": drawn.height, "--words": words }}
    >
      <Words bars={drawn.left} say={way} />
      <svg viewBox={`0 0 1 ${drawn.height}`} preserveAspectRatio="none" aria-hidden="true">
        {drawn.bands.map(({ cameFrom, now, place, path }) => (
          <path
            key={`${cameFrom} ${now}`}
            class={cameFrom === OTHER ? "band-other" : `band-${place % 3}`}
            d={path}
          />
        ))}
      </svg>
      <Words bars={drawn.right} say={nowInWords} />
    </div>
  );
}

function Words({ bars, say }: { bars: readonly Bar[]; say: (key: string) => string }) {
  return (
    <ul class="sankey-words">
      {bars.map(({ key, people, middle, y, height }) => (
        <li key={key} style={{ "--middle": middle, "--y": y, "--bar": height }}>
          <div>
            <span>
              <strong class="figures">{people}</strong> {say(key)}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Ways in by their words; those that few came by stand together. */
export function useWayInWords(): (key: string) => string {
  const { label } = useBackgrounds();
  return (key) => (key === OTHER ? "Other ways" : label(key));
}
