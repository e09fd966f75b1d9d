import { useId, useState } from "preact/hooks";
import { MOST_IN_A_FIELD, tooMuch } from "./tooMuch";

interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint?: string;
  /** What is wrong and how to mend it; shown under the field and read out. */
  error?: string | undefined;
  /** Characters; with `max` a counter shows, and the text is not cut: one may be over while editing. */
  min?: number;
  max?: number;
  multiline?: boolean;
  type?: "text" | "email" | "url" | "number" | "date" | "datetime-local" | "search";
  name?: string;
  autocomplete?: string;
  inputMode?: "text" | "numeric" | "email" | "url" | "search";
  autoCapitalize?: "off" | "words" | "characters";
  placeholder?: string;
  required?: boolean;
  lang?: string;
}

/** A text's characters as a person sees them: an emoji or a letter with its accents is one. */
export function charactersOf(text: string): string[] {
  if (!("Segmenter" in Intl)) return [...text];
  const segments = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text);
  return Array.from(segments, ({ segment }) => segment);
}

/** How many characters a person sees in a text; of a very long one, which takes long to count, no fewer. */
export function countCharacters(text: string): number {
  return text.length > MOST_IN_A_FIELD ? text.length : charactersOf(text).length;
}

function counter(length: number, min: number | undefined, max: number): string {
  if (min !== undefined && length < min) return `${min - length} more to go`;
  if (length > max) return `${length - max} too many`;
  return `${length} of ${max}`;
}

/** A labelled text field with its hint, counter and error tied to it for screen readers. */
export function Field({
  label,
  value,
  onInput,
  hint,
  error,
  min,
  max,
  multiline,
  type = "text",
  ...more
}: FieldProps) {
  const id = useId();
  const [excess, setExcess] = useState<string | null>(null);
  const length = max === undefined ? 0 : countCharacters(value.trim());
  const common = {
    ...more,
    id,
    value,
    dir: "auto" as const,
    // In lower case, which alone Preact listens to in browsers that have no property for it.
    onbeforeinput(event: InputEvent) {
      const said = tooMuch(event.data ?? "", value);
      if (said) event.preventDefault();
      setExcess(said);
    },
    onInput: (event: { currentTarget: { value: string } }) => onInput(event.currentTarget.value),
    "aria-invalid": error ? true : undefined,
    "aria-describedby": `${id}-hint ${id}-error`,
  };
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      {hint && (
        <span class="field-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {multiline ? <textarea {...common} /> : <input {...common} type={type as "text"} />}
      <div class="field-foot">
        <span class="field-error" id={`${id}-error`} aria-live="polite">
          {excess ?? error}
        </span>
        {max !== undefined && <span class="field-count figures">{counter(length, min, max)}</span>}
      </div>
    </div>
  );
}
