import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "../ui/Icon";

interface LineProps {
  href: string;
  icon: IconName;
  label: ComponentChildren;
  /** What waits there, or how it stands. */
  children?: ComponentChildren;
}

/** A quiet way to another page. */
export function Line({ href, icon, label, children }: LineProps) {
  return (
    <a class="line" href={href}>
      <Icon name={icon} />
      <span class="line-label">{label}</span>
      {children}
      <Icon name="next" />
    </a>
  );
}
