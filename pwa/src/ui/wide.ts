import { signal } from "@preact/signals";

const ROOMY = matchMedia("(min-width: 60rem)");

/** True while there is room for two panes, as in layout.css: a laptop, a tablet on its side. */
export const wide = signal(ROOMY.matches);

ROOMY.addEventListener("change", () => {
  wide.value = ROOMY.matches;
});
