import type { ComponentChildren, RefCallback } from "preact";

interface CardProps {
  children: ComponentChildren;
  as?: "div" | "article" | "section" | "li";
  label?: string;
  /** Takes hold of it, so that the focus can be put on it, to go on reading there. */
  focusable?: RefCallback<HTMLElement> | undefined;
}

/** Something one can pick up: a story, a person, a prompt. Nothing else is a card. */
export function Card({ children, as: Tag = "div", label, focusable }: CardProps) {
  return (
    <Tag class="card" aria-label={label} {...(focusable && { ref: focusable, tabIndex: -1 })}>
      {children}
    </Tag>
  );
}
