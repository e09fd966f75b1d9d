import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "./Icon";

interface PageProps {
  /** The heading, and the document's title. */
  title: string;
  children: ComponentChildren;
  /** Where "Back" leads: the page above this one. */
  back?: string;
  /** At the end of the top bar: a state, a small button. */
  aside?: ComponentChildren;
  /** The one thing to do, within the thumb's reach. */
  act?: ComponentChildren;
  /** Widens to panes on a laptop: the host's and the organiser's pages. */
  wide?: boolean;
}

let pagesOpened = 0;

/** A page: its heading takes the focus when one arrives from another page, so that it is read out. */
export function Page({ title, children, back, aside, act, wide }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = `${title} · Happenstance`;
  }, [title]);

  useEffect(() => {
    if (pagesOpened++ > 0) heading.current?.focus({ preventScroll: true });
  }, []);

  return (
    <main class={wide ? "page page-wide" : "page"}>
      <header class="page-head">
        {(back !== undefined || aside) && (
          <div class="page-bar">
            {back !== undefined && (
              <a class="page-back" href={back}>
                <Icon name="back" />
                Back
              </a>
            )}
            <span class="push">{aside}</span>
          </div>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </header>
      {children}
      {act && <div class="page-act">{act}</div>}
    </main>
  );
}
