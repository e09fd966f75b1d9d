import type { ComponentChildren } from "preact";
import { usePages } from "./usePages";

interface PagedProps {
  /** Milliseconds in which all of it shall be read. */
  time: number;
  /** Changes whenever it is told again, from the first page on. */
  told: number;
  /** What stands beside the words: a photo. */
  beside?: ComponentChildren;
  /** Whose words they are. */
  by: ComponentChildren;
  children: ComponentChildren;
}

/** Somebody's words, whole and as large as the wall allows, on as many pages as the last row needs. */
export function Paged({ time, told, beside, by, children }: PagedProps) {
  const { ref, pages, page } = usePages<HTMLDivElement>(time, told);
  return (
    <>
      <div class={beside ? "wall-told wall-told-beside" : "wall-told"}>
        <div class="wall-words" ref={ref}>
          {children}
        </div>
        {beside && <div class="wall-photo">{beside}</div>}
      </div>
      <div class="wall-author">
        {by}
        {pages > 1 && (
          <span class="wall-page quiet figures">
            {page + 1} of {pages}
          </span>
        )}
      </div>
    </>
  );
}
