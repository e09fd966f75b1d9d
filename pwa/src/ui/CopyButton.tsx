import { Button } from "./Button";
import { toast } from "./toast";

/** Puts text on the clipboard; says so, or that this phone would not. Plain HTTP only has the older way. */
async function copy(text: string): Promise<void> {
  try {
    if (navigator.clipboard) await navigator.clipboard.writeText(text);
    else copyBySelecting(text);
    toast("Copied.");
  } catch {
    toast("This phone does not let us copy. Hold a finger on it to select it.");
  }
}

function copyBySelecting(text: string): void {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "unseen";
  const place = document.querySelector("dialog[open]") ?? document.body; // an open sheet holds the focus
  place.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("not copied");
}

interface CopyButtonProps {
  text: string;
  /** What is copied, for a screen reader: "Copy the recovery code". */
  label: string;
}

/** Copies `text`. */
export function CopyButton({ text, label }: CopyButtonProps) {
  return (
    <Button label={label} onClick={() => copy(text)}>
      Copy
    </Button>
  );
}
