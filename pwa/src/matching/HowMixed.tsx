import type { Schema } from "../contract/types";
import { Empty } from "../ui/Empty";
import { type Across, inFives, judged, mixedInWords } from "./figures";

/** How far people have met others than their own kind, beside what chance would have brought about. */
export function HowMixed({ mixing }: { mixing: Schema<"Mixing"> | null }) {
  return (
    <section class="stack" aria-labelledby="mixing">
      <h2 id="mixing">How the room mixes</h2>
      {mixing === null ? (
        <Empty icon="meet" title="Nothing to tell yet">
          <p>It takes five people who have met somebody, so that it tells on nobody.</p>
        </Empty>
      ) : (
        <>
          {mixing.backgrounds && (
            <Mixed across={mixing.backgrounds} title="Ways in" how="came in by different ways" />
          )}
          {mixing.organisations && (
            <Mixed
              across={mixing.organisations}
              title="Organisations"
              how="are of two organisations, where both have named theirs"
            />
          )}
          <p class="quiet small">
            Of {inFives(mixing.pairs)} pairs who have met, at tables and one to one, counted in fives.
          </p>
        </>
      )}
    </section>
  );
}

function Mixed({ across, title, how }: { across: Across; title: string; how: string }) {
  const bars = [
    ["So far", across.tenths],
    ["By chance", across.by_chance],
  ] as const;
  return (
    <div class="stack">
      <h3>{title}</h3>
      <p>
        {mixedInWords(across, how)} <span class="quiet">{judged(across)}</span>
      </p>
      <ul class="bars" aria-hidden="true">
        {bars.map(([word, tenths]) => (
          <li key={word}>
            <span>{word}</span>
            <strong class="figures">{tenths} of 10</strong>
            <i style={{ "--share": tenths / 10 }} />
          </li>
        ))}
      </ul>
    </div>
  );
}
