import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { BackgroundIcon } from "../ui/BackgroundIcon";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Icon } from "../ui/Icon";
import type { Background } from "./useBackgrounds";

interface WayLineProps {
  way: Background;
  first: boolean;
  last: boolean;
  /** What is wrong with its words. */
  error: string | undefined;
  rename: (label: string) => void;
  /** One place earlier (-1) or later (1). */
  move: (by: -1 | 1) => void;
  take: () => void;
}

/** One way into the industry in the organisers' list: it opens to be put otherwise, moved or taken away. */
export function WayLine({ way, first, last, error, rename, move, take }: WayLineProps) {
  const [open, setOpen] = useState(false);
  const pressed = useRef<Element | null>(null);

  // A line that moves loses the focus, and whoever moves it twice would have to look for it.
  useLayoutEffect(() => {
    if (pressed.current instanceof HTMLElement) pressed.current.focus();
    pressed.current = null;
  });

  function step(by: -1 | 1) {
    pressed.current = document.activeElement;
    move(by);
  }

  return (
    <li class="way-line">
      <details open={open || error !== undefined} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <BackgroundIcon background={way.key} />
          <span class="way-words" dir="auto">
            {way.label || "…"}
          </span>
          <Icon name="next" />
        </summary>
        <div class="way-more">
          <Field label="In words" value={way.label} onInput={rename} error={error} autocomplete="off" />
          <div class="row">
            <Button label={`Move up: ${way.label}`} disabled={first} onClick={() => step(-1)}>
              Move up
            </Button>
            <Button label={`Move down: ${way.label}`} disabled={last} onClick={() => step(1)}>
              Move down
            </Button>
            <Button label={`Take away: ${way.label}`} onClick={take}>
              Take away
            </Button>
          </div>
        </div>
      </details>
    </li>
  );
}
