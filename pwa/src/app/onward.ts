/** Where a link or a scanned card was to lead, for whoever has to come in first; kept for this tab only. */
const KEY = "onward";

/** Remember where to go on to inside a conference. */
export function goOnTo(path: string): void {
  try {
    sessionStorage.setItem(KEY, path);
  } catch {
    // A phone that keeps nothing shows the first page.
  }
}

/** Where to go on to below `start`, asked once; null without anything. */
export function onward(start: string): string | null {
  try {
    const path = sessionStorage.getItem(KEY);
    if (!path?.startsWith(start)) return null;
    sessionStorage.removeItem(KEY);
    return path;
  } catch {
    return null;
  }
}
