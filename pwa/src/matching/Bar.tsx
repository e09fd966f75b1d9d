import type { ComponentChildren } from "preact";

interface BarProps {
  mark?: ComponentChildren;
  title: ComponentChildren;
  words: ComponentChildren;
  /** What one can do about it. */
  children: ComponentChildren;
}

/** Something that does not wait, said over whatever page is open. */
export function Bar({ mark, title, words, children }: BarProps) {
  return (
    <section class="meet-now-bar">
      <div class="meet-now-words">
        {mark}
        <p>
          <strong>{title}</strong>
          <span class="quiet small">{words}</span>
        </p>
      </div>
      <div class="row">{children}</div>
    </section>
  );
}
