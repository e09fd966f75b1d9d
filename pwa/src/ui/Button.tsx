import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

interface ButtonProps {
  children: ComponentChildren;
  /** `primary` for the one thing to do next; at most one a page. */
  kind?: "primary" | "quiet" | "text" | "danger";
  /** A promise keeps the button busy until it settles, so that nothing is done twice. */
  onClick?: (event: MouseEvent) => unknown;
  /** Makes it a link that looks like a button. */
  href?: string;
  type?: "button" | "submit";
  wide?: boolean;
  busy?: boolean;
  disabled?: boolean;
  /** Makes it a switch, on or off. */
  pressed?: boolean;
  /** What a screen reader says, where the words on the button are not enough. */
  label?: string;
}

/** A button, or a link dressed as one. While busy or disabled it stays focusable and does nothing. */
export function Button({ children, kind = "quiet", onClick, href, type = "button", ...more }: ButtonProps) {
  const [waiting, setWaiting] = useState(false);
  const looks = `button button-${kind}${more.wide ? " button-wide" : ""}`;
  if (href !== undefined) {
    return (
      <a class={looks} href={href} aria-label={more.label} onClick={onClick}>
        {children}
      </a>
    );
  }
  const busy = more.busy || waiting;
  const idle = busy || more.disabled;

  async function press(event: MouseEvent) {
    if (idle) {
      event.preventDefault();
      return;
    }
    const result = onClick?.(event);
    if (!(result instanceof Promise)) return;
    setWaiting(true);
    try {
      await result;
    } finally {
      setWaiting(false);
    }
  }

  return (
    <button
      type={type}
      class={looks}
      aria-label={more.label}
      aria-pressed={more.pressed}
      aria-busy={busy || undefined}
      aria-disabled={idle || undefined}
      onClick={press}
    >
      {children}
    </button>
  );
}
