import { ASKS, type Openness, WORDS } from "./openness";
import "./openness.css";

/** One shape each, told apart without colour: a speech bubble, a raised hand, two people, a bar in a circle. */
const SHAPES: Readonly<Record<Openness, string>> = {
  "come-and-talk": "M4 4.5h16v11h-8.5L7 19.5v-4H4z",
  "say-hello-first":
    "M7 13V7.5a1.25 1.25 0 0 1 2.5 0V12M9.5 11V5.25a1.25 1.25 0 0 1 2.5 0V11M12 11V6.25a1.25 1.25 0 0 1 2.5 0V12M14.5 12V8.75a1.25 1.25 0 0 1 2.5 0V15a6 6 0 0 1-6 6c-2.5 0-4-1-5-3l-2.2-4.2a1.3 1.3 0 0 1 2.2-1.3L7 14",
  "people-i-know":
    "M8 11a3.25 3.25 0 1 0 0-6.5a3.25 3.25 0 0 0 0 6.5zM16 11a3.25 3.25 0 1 0 0-6.5a3.25 3.25 0 0 0 0 6.5zM2.5 19.5c.3-3.8 2.5-5.5 5.5-5.5c1.7 0 3.1.5 4 1.7c.9-1.2 2.3-1.7 4-1.7c3 0 5.2 1.7 5.5 5.5z",
  "not-now": "M12 20.5a8.5 8.5 0 1 0 0-17a8.5 8.5 0 0 0 0 17zM7.5 12h9",
};

/** The shape alone, silent for screen readers: always beside its word. */
export function OpennessShape({ openness }: { openness: Openness }) {
  return (
    <svg class={`icon openness-${openness}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={SHAPES[openness]} />
    </svg>
  );
}

/** How open somebody is whom one might meet, and what one does about it. */
export function OpennessLine({ openness }: { openness: Openness }) {
  return (
    <p class="openness-line">
      <OpennessMark openness={openness} />
      {ASKS[openness] && <span class="quiet small">{ASKS[openness]}</span>}
    </p>
  );
}

/** How open somebody is to be met: the shape and the word. */
export function OpennessMark({ openness }: { openness: Openness }) {
  return (
    <span class="openness-mark">
      <OpennessShape openness={openness} />
      {WORDS[openness]}
    </span>
  );
}
