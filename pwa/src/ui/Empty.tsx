import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon";

interface EmptyProps {
  icon?: IconName;
  /** What will be here. */
  title: string;
  /** What to do meanwhile. */
  children?: ComponentChildren;
}

/** An empty list that says what it will hold and what to do until then. */
export function Empty({ icon = "table", title, children }: EmptyProps) {
  return (
    <div class="empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children}
    </div>
  );
}
