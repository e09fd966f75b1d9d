import { useLocation } from "preact-iso";
import { Icon, type IconName } from "./Icon";

export interface NavItem {
  href: string;
  label: string;
  icon: IconName;
  /** Something waits there. */
  count?: number;
}

/** The tabs at the foot of the phone (at the side on a wide screen). */
export function Nav({ items }: { items: readonly NavItem[] }) {
  const { path } = useLocation();
  return (
    <nav class="nav" aria-label="Pages">
      <ul class="nav-list">
        {items.map(({ href, label, icon, count }) => (
          <li key={href}>
            <a href={href} aria-current={path === href ? "page" : undefined}>
              <Icon name={icon} />
              {label}
              {count ? (
                <span class="nav-count figures">
                  {count > 99 ? "99+" : count}
                  <span class="unseen"> new</span>
                </span>
              ) : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
