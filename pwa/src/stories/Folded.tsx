import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button } from "../ui/Button";

/** Few texts are folded: those of many short lines, or on a narrow phone. It shows `SHOWN` lines of more than `LONG`. */
const LONG = 24;
const SHOWN = 14;

/** What somebody has read on in stays open while the app does, so that Back finds the page as it was. */
const opened = new Set<string>();

interface FoldedProps {
  /** What this is the text of. */
  name: string;
  /** What a screen reader says of the button; the text itself it reads whole. */
  label: string;
  children: ComponentChildren;
}

/** A text in the middle of others, whose first lines are shown until somebody reads on. */
export function Folded({ name, label, children }: FoldedProps) {
  const text = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(opened.has(name));
  const [long, setLong] = useState(false);

  useLayoutEffect(() => {
    const words = text.current?.querySelector("p");
    if (!words || open) return;
    const line = Number.parseFloat(getComputedStyle(words).lineHeight);
    setLong(words.scrollHeight > LONG * line);
  });

  function readOn() {
    opened.add(name);
    setOpen(true);
    text.current?.focus(); // the button goes
  }

  const folded = long && !open;
  return (
    <>
      <div ref={text} tabIndex={-1} class={folded ? "story-folded" : undefined} style={{ "--shown": SHOWN }}>
        {children}
      </div>
      {folded && (
        <div>
          <Button kind="text" label={label} onClick={readOn}>
            Read on
          </Button>
        </div>
      )}
    </>
  );
}
