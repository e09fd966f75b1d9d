import { say } from "../app/texts";
import { Ago } from "../ui/Ago";
import type { ReviewCard } from "./requests";
import { DECIDED, KINDS } from "./words";

/** What was decided on the same author's writings before: folded away, with how many there are. */
export function Earlier({ earlier }: Pick<ReviewCard, "earlier">) {
  if (earlier.length === 0) return null;
  return (
    <details>
      <summary>
        {earlier.length === 1 ? "One earlier decision" : `${earlier.length} earlier decisions`} on their
        writing
      </summary>
      <ul class="review-earlier">
        {earlier.map((one) => (
          <li key={one.id}>
            {KINDS[one.kind] ?? "Something else"} {DECIDED[one.outcome]} by{" "}
            <bdi>{one.by || "somebody who left"}</bdi>, <Ago at={Date.parse(one.at)} />
            {one.reason && <>. {say(`reason.${one.reason}`)}</>}
            {one.words && (
              <>
                : <q dir="auto">{one.words}</q>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
