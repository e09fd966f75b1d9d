import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export interface Option<V extends string = string> {
  value: V;
  label: string;
  icon?: ComponentChildren;
  disabled?: boolean;
}

interface ChipsProps<V extends string> {
  legend: string;
  /** Keeps the legend for screen readers only, where a heading already says it. */
  hideLegend?: boolean;
  hint?: string;
  error?: string | undefined;
  options: readonly Option<V>[];
}

interface ChoiceProps<V extends string> extends ChipsProps<V> {
  value: V | null;
  onChange: (value: V) => void;
}

interface ChoicesProps<V extends string> extends ChipsProps<V> {
  values: readonly V[];
  /** Hears the new list, in the order chosen: the first one tapped stays first. */
  onChange: (values: V[]) => void;
}

/** One of several, as chips. They are radio buttons underneath, so the arrow keys work. */
export function Choice<V extends string>({ value, onChange, ...chips }: ChoiceProps<V>) {
  return <Chips {...chips} type="radio" chosen={(v) => v === value} choose={onChange} />;
}

/** Any of several, as chips. They are checkboxes underneath, so the space bar works. */
export function Choices<V extends string>({ values, onChange, ...chips }: ChoicesProps<V>) {
  function toggle(value: V) {
    onChange(values.includes(value) ? values.filter((v) => v !== value) : [...values, value]);
  }
  return <Chips {...chips} type="checkbox" chosen={(v) => values.includes(v)} choose={toggle} />;
}

interface Chooser<V extends string> extends ChipsProps<V> {
  type: "radio" | "checkbox";
  chosen: (value: V) => boolean;
  choose: (value: V) => void;
}

function Chips<V extends string>(props: Chooser<V>) {
  const id = useId();
  return (
    <fieldset class="choice" aria-describedby={`${id}-hint ${id}-error`}>
      <legend class={props.hideLegend ? "unseen" : ""}>{props.legend}</legend>
      {props.hint && (
        <span class="choice-hint" id={`${id}-hint`}>
          {props.hint}
        </span>
      )}
      <div class="chips">
        {props.options.map((option) => (
          <label key={option.value} class="chip">
            <input
              type={props.type}
              name={id}
              value={option.value}
              checked={props.chosen(option.value)}
              disabled={option.disabled}
              onChange={() => props.choose(option.value)}
            />
            {option.icon}
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      <span class="field-error" id={`${id}-error`} aria-live="polite">
        {props.error}
      </span>
    </fieldset>
  );
}
