import type { ComponentChildren } from "preact";

interface CardProps {
  children: ComponentChildren;
  as?: "div" | "article" | "section" | "li";
  label?: string;
}

/** Something one can pick up: a story, a person, a prompt. Nothing else is a card. */
export function Card({ children, as: Tag = "div", label }: CardProps) {
  return (
    <Tag class="card" aria-label={label}>
      {children}
    </Tag>
  );
}
