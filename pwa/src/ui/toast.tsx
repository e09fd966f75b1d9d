import { signal } from "@preact/signals";
import { Button } from "./Button";

interface Toast {
  id: number;
  text: string;
  undo: (() => unknown) | undefined;
}

const SECONDS = 5;
const SECONDS_WITH_UNDO = 10;

const toasts = signal<readonly Toast[]>([]);
let lastId = 0;

function dismiss(id: number) {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

/**
 * Says something in passing, at the foot of the page, and reads it out.
 *
 * With `undo` it stays for ten seconds (else five) and offers to take the act back. Returns a function
 * that takes the toast away early.
 */
export function toast(text: string, options: { undo?: () => unknown } = {}): () => void {
  const id = ++lastId;
  toasts.value = [...toasts.value.slice(-2), { id, text, undo: options.undo }];
  setTimeout(() => dismiss(id), (options.undo ? SECONDS_WITH_UNDO : SECONDS) * 1000);
  return () => dismiss(id);
}

/** Where the toasts appear; the shell has the only one. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ id, text, undo }) => (
        <div key={id} class="toast">
          <span>{text}</span>
          {undo && (
            <Button
              kind="text"
              onClick={() => {
                dismiss(id);
                return undo();
              }}
            >
              Undo
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}
