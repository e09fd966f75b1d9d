import { useLocation } from "preact-iso";
import { Icon, type IconName } from "./Icon";

export interface NavItem {
  href: string;
  label: string;
  icon: IconName;
  /** Something waits there. */
  count?: number;
}

interface NavProps {
  items: readonly NavItem[];
  /** Shown at the side of a wide screen only; on a phone these pages are reached from the home page. */
  more: readonly NavItem[];
}

/** The tabs at the foot of the phone, or at the side of a wide screen. */
export function Nav({ items, more }: NavProps) {
  return (
    <nav class="nav" aria-label="Pages">
      <Tabs items={items} />
      {more.length > 0 && <Tabs items={more} wideOnly />}
    </nav>
  );
}

function Tabs({ items, wideOnly }: { items: readonly NavItem[]; wideOnly?: boolean }) {
  const { path } = useLocation();
  return (
    <ul class={wideOnly ? "nav-list nav-more" : "nav-list"}>
      {items.map(({ href, label, icon, count }) => (
        <li key={href}>
          <a href={href} aria-current={path === href ? "page" : undefined}>
            <Icon name={icon} />
            {label}
            {count ? (
              <span class="nav-count figures">
                {count > 99 ? "99+" : count}
                <span class="unseen"> waiting</span>
              </span>
            ) : null}
          </a>
        </li>
      ))}
    </ul>
  );
}
