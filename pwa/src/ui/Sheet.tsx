import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Button } from "./Button";
import { Icon } from "./Icon";

interface SheetProps {
  open: boolean;
  title: string;
  /** Asked for by Escape, a tap outside, the cross: set `open` to false. */
  onClose: () => void;
  children: ComponentChildren;
}

/** A sheet from below (a dialog on wide screens). Focus goes in, stays in, and comes back to where it was. */
export function Sheet({ open, title, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const sheet = dialog.current;
    if (!open) return;
    sheet?.showModal();
    return () => sheet?.close(); // one that is taken away unclosed would keep the focus from coming back
  }, [open]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a dialog answers Escape itself, as a `cancel` event
    <dialog
      ref={dialog}
      class="sheet"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      {open && (
        <>
          <div class="sheet-head">
            <h2 id={id}>{title}</h2>
            <Button kind="text" label="Close" onClick={onClose}>
              <Icon name="close" />
            </Button>
          </div>
          {children}
        </>
      )}
    </dialog>
  );
}
