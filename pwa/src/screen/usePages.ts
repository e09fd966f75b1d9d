import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

const LARGEST = 5;
const SMALLEST = 2.7; // read at 20 m: see screen.css
const STEP = 0.1;
const MOST_PAGES = 4;
const FADE: KeyframeAnimationOptions = { duration: 600, easing: "ease-out" };

interface Pages<E> {
  ref: RefObject<E | null>;
  /** How many there are; 1 for all that fits. */
  pages: number;
  /** Which is up, from 0. */
  page: number;
}

interface Setting {
  /** The words, where others may take their place. */
  text?: string;
  /** How large the letters may become, in `--u`. */
  largest?: number;
}

/**
 * Sets words in the largest letters at which the wall holds them, and anew whenever it changes its size. What is too
 * long for the smallest that the last row can read is turned over page by page, within `time` milliseconds, and from
 * the first page on whenever `told` changes. Pages are columns of the element, which must be able to shrink; it hears
 * its size as `--fit`, in `--u`, and as `--lines` that a text of a great many lines gives up its breaks.
 */
export function usePages<E extends HTMLElement>(
  time: number,
  told: unknown,
  { text, largest = LARGEST }: Setting = {},
): Pages<E> {
  const ref = useRef<E>(null);
  const [pages, setPages] = useState(1);
  const [page, setPage] = useState(0);

  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const settle = () => setPages(set(element, largest));
    settle();
    const watch = new ResizeObserver(settle);
    const frame = element.parentElement?.parentElement;
    if (frame) watch.observe(frame);
    return () => watch.disconnect();
  }, [text, largest]);

  useEffect(() => {
    setPage(0);
    if (pages === 1) return;
    const timer = setInterval(() => setPage((up) => Math.min(up + 1, pages - 1)), time / pages);
    return () => clearInterval(timer);
  }, [pages, time, told]);

  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const turn = page * pitchOf(element);
    if (element.scrollLeft === turn) return;
    element.scrollLeft = turn;
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) element.animate({ opacity: [0, 1] }, FADE);
  }, [page, pages]);

  return { ref, pages, page: Math.min(page, pages - 1) };
}

/** Chooses the letters; returns how many pages there are. No larger letters make a page more than the smallest need. */
function set(element: HTMLElement, largest: number): number {
  for (const lines of ["pre-line", "normal"]) {
    element.style.setProperty("--lines", lines);
    const least = at(SMALLEST, element);
    if (least > MOST_PAGES && lines === "pre-line") continue;
    for (let size = largest; size > SMALLEST; size -= STEP) if (at(size, element) <= least) return least;
    break;
  }
  return at(SMALLEST, element);
}

function at(size: number, element: HTMLElement): number {
  element.style.setProperty("--fit", size.toFixed(1));
  return Math.max(1, Math.round(element.scrollWidth / pitchOf(element)));
}

/** From one page to the next, in pixels. */
function pitchOf(element: HTMLElement): number {
  const { columnGap, paddingInlineStart, paddingInlineEnd } = getComputedStyle(element);
  const [gap, start, end] = [columnGap, paddingInlineStart, paddingInlineEnd].map(Number.parseFloat) as [
    number,
    number,
    number,
  ];
  return element.clientWidth - start - end + gap;
}
