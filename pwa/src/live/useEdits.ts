import { useRef } from "preact/hooks";
import { useDraft } from "./drafts";
import { clashes, type Edits, edit, edited } from "./edits";

interface Editing<T> {
  /** The value with what has been changed of it. */
  view: T;
  edits: Edits<T>;
  /** The edits as they are by now: one may have typed on since this was drawn. */
  latest: () => Edits<T>;
  dirty: boolean;
  /** Fields that somebody else has changed meanwhile. */
  clashing: (keyof T)[];
  change: <Field extends keyof T>(field: Field, now: T[Field]) => void;
  /** Puts other edits in place of these. */
  replace: (edits: Edits<T>) => void;
}

/**
 * The changes somebody is making to `value`, kept on the phone under `key` until they have arrived. `waiting`: those
 * that are on their way.
 */
export function useEdits<T extends object>(
  conference: string,
  key: string,
  value: T,
  waiting: Partial<T> = {},
): Editing<T> {
  const draft = useDraft<Edits<T>>(conference, key, {});
  const edits = draft.value;
  const isEmpty = (one: Edits<T>) => Object.keys(one).length === 0;
  const latest = useRef(edits);
  latest.current = edits;
  function replace(next: Edits<T>): void {
    latest.current = next;
    if (isEmpty(next)) draft.clear();
    else draft.set(next);
  }
  return {
    view: edited(value, edits),
    edits,
    latest: () => latest.current,
    dirty: !isEmpty(edits),
    clashing: clashes(value, edits),
    change: (field, now) => replace(edit(value, latest.current, field, now, waiting)),
    replace,
  };
}
