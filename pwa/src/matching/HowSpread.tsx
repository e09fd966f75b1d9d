import { type Exposure, inFives, spread } from "./figures";

/** How evenly suggestions are spread: to how many others people are suggested. */
export function HowSpread({ told }: { told: Exposure }) {
  const rows = spread(told);
  const all = rows.reduce((sum, [, people]) => sum + people, 0);
  return (
    <section class="stack" aria-labelledby="spread">
      <h2 id="spread">Suggested to others</h2>
      <ul class="bars">
        {rows.map(([words, people]) => (
          <li key={words}>
            <span>{words}</span>
            <strong class="figures">{inFives(people)}</strong>
            <i aria-hidden="true" style={{ "--share": all ? people / all : 0 }} />
          </li>
        ))}
      </ul>
      <p class="quiet small">
        People, as the lists stand now. A suggestion goes both ways, so everybody is shown as often as their
        own list is long. Whoever would rather not be met just now is not counted.
      </p>
    </section>
  );
}
