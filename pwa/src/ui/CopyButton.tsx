import { useState } from "preact/hooks";
import { Button } from "./Button";

/** Puts text on the clipboard; resolves to whether this phone let us. Plain HTTP only has the older way. */
async function copy(text: string): Promise<boolean> {
  try {
    if (navigator.clipboard) await navigator.clipboard.writeText(text);
    else copyBySelecting(text);
    return true;
  } catch {
    return false;
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

/** Copies `text`, and says so where the eye is: a toast would lie behind an open sheet. */
export function CopyButton({ text, label }: CopyButtonProps) {
  const [copied, setCopied] = useState<boolean | null>(null);
  return (
    <>
      <Button label={label} onClick={() => copy(text).then(setCopied)}>
        Copy
      </Button>
      <span class="quiet small" role="status">
        {copied === true && "Copied."}
        {copied === false && "This phone does not let us copy: hold a finger on it to select it."}
      </span>
    </>
  );
}
