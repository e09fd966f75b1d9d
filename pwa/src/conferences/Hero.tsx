import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "../ui/Icon";

interface HeroProps {
  /** Drawn large; or something of its own, such as a table's mark. */
  icon: IconName | null;
  mark?: ComponentChildren;
  title: ComponentChildren;
  /** A sentence or two. */
  children: ComponentChildren;
  /** The button for it, which lies in the thumb's reach at the foot of the page. */
  act: ComponentChildren;
}

/** The one thing to do, told so that nobody can miss it. */
export function Hero({ icon, mark, title, children, act }: HeroProps) {
  return (
    <>
      <section class="hero">
        {icon && <Icon name={icon} />}
        {mark}
        <h2>{title}</h2>
        {children}
      </section>
      <div class="page-act hero-act">{act}</div>
    </>
  );
}
