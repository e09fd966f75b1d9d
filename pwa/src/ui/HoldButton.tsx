import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import "./hold.css";

/** Long enough that nobody does it by brushing past, short enough when it is urgent; as in hold.css. */
export const HOLD_MS = 800;

interface HoldButtonProps {
  children: ComponentChildren;
  kind?: "quiet" | "danger";
  onHeld: () => unknown;
}

/**
 * A button for what must be quick and never happen by accident: it is held, by finger, mouse or key.
 * Pressed for a moment, or by what cannot hold, as a screen reader does, it asks for a second press.
 */
export function HoldButton({ children, kind = "danger", onHeld }: HoldButtonProps) {
  const [holding, setHolding] = useState(false);
  const [early, setEarly] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const fired = useRef(false); // this press has been held to its end
  const asked = useRef<boolean | null>(null); // whether a second press was asked for before this one; null in between

  useEffect(() => () => clearTimeout(timer.current), []);

  function begin() {
    fired.current = false;
    asked.current = early;
    clearTimeout(timer.current);
    setHolding(true);
    timer.current = setTimeout(() => {
      fired.current = true;
      setHolding(false);
      setEarly(false);
      onHeld();
    }, HOLD_MS);
  }

  function end() {
    clearTimeout(timer.current);
    if (holding) setEarly(true);
    setHolding(false);
  }

  function press() {
    const again = asked.current ?? early;
    asked.current = null;
    if (fired.current) {
      fired.current = false;
      return;
    }
    setEarly(!again);
    if (again) onHeld();
  }

  /** The enter key would click while it is still down, and again whenever it repeats: it is held as the space bar is. */
  function keyDown(event: KeyboardEvent) {
    if (event.key === "Enter") event.preventDefault();
    else if (event.key !== " ") return;
    if (!event.repeat) begin();
  }

  function keyUp({ key }: KeyboardEvent) {
    end();
    if (key === "Enter" && asked.current !== null) press();
  }

  return (
    <span class="hold">
      <button
        type="button"
        class={`button button-${kind} button-wide hold-button${holding ? " hold-on" : ""}`}
        onPointerDown={(event) => event.button === 0 && begin()}
        onPointerUp={end}
        onPointerLeave={end}
        onPointerCancel={end}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={keyDown}
        onKeyUp={keyUp}
        onBlur={end}
        onClick={press}
      >
        <span>{children}</span>
      </button>
      <span class="quiet small" role="status">
        {holding ? "Keep holding…" : early ? "Hold it for a second, or press once more." : ""}
      </span>
    </span>
  );
}
