import { useState } from "preact/hooks";

/** Drafts lie in `localStorage`, which is written at once, keystroke by keystroke; and needs no library to read. */
function draftName(conference: string, key: string): string {
  return ["draft", conference, key].join("/");
}

/** What was being typed, or null. A draft that cannot be read counts as none. */
export function readDraft<T>(conference: string, key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(draftName(conference, key)) ?? "null");
  } catch {
    return null;
  }
}

/** Keep what is being typed. A full or closed storage is no reason to stop anyone typing. */
export function saveDraft(conference: string, key: string, value: unknown): void {
  try {
    localStorage.setItem(draftName(conference, key), JSON.stringify(value));
  } catch {
    // It lives on in the page.
  }
}

/** Forget it: it has been sent, or thrown away. */
export function dropDraft(conference: string, key: string): void {
  try {
    localStorage.removeItem(draftName(conference, key));
  } catch {
    // Nothing was kept.
  }
}

/** The keys of a conference's drafts: all, or those that begin with `start`. */
function draftKeys(conference: string, start: string): string[] {
  const all = draftName(conference, "");
  const names = Object.keys(localStorage).filter((name) => name.startsWith(all + start));
  return names.map((name) => name.slice(all.length));
}

/** Everything that was being typed at a conference, or what is kept under keys that begin with `start`. */
export function draftsOf(conference: string, start = ""): unknown[] {
  return draftKeys(conference, start).map((key) => readDraft(conference, key));
}

/** Forget the drafts of a conference: all, or those whose key begins with `start`. */
export function dropDrafts(conference: string, start = ""): void {
  for (const key of draftKeys(conference, start)) dropDraft(conference, key);
}

interface Draft<T> {
  value: T;
  /** Changes and keeps it, at every keystroke. */
  set: (value: T) => void;
  /** Forgets what is kept and goes back to the beginning. */
  clear: () => void;
  /** True when it came from an earlier visit: say so. */
  restored: boolean;
}

/** A form's state that survives reload, a killed app and an update. `initial` is the state without a draft. */
export function useDraft<T>(conference: string, key: string, initial: T): Draft<T> {
  const [kept] = useState(() => readDraft<T>(conference, key));
  const [value, setValue] = useState<T>(kept ?? initial);
  const [restored, setRestored] = useState(kept !== null);
  return {
    value,
    restored,
    set(next) {
      saveDraft(conference, key, next);
      setValue(next);
    },
    clear() {
      dropDraft(conference, key);
      setValue(initial);
      setRestored(false);
    },
  };
}
