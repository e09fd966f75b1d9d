/** A story with its title: set above it, or the words that it begins with, so that nothing is read twice. */
export interface Titled {
  heading: string | null;
  lead: string;
  rest: string;
}

/** Pure: how a story is set under its title. */
export function titled(title: string | null | undefined, text: string): Titled {
  const words = (title ?? "").replace(/…$/, "");
  const end = words ? endOf(words, text) : 0;
  if (end === 0) return { heading: title || null, lead: "", rest: text };
  const at = end >= text.length - 1 ? 0 : end;
  return { heading: null, lead: text.slice(0, at), rest: text.slice(at) };
}

/** Where in a text the words end with which it begins; nought if it does not. A title has no two spaces in a row. */
function endOf(words: string, text: string): number {
  if (!inOneLine(text).startsWith(words)) return 0;
  let end = words.length;
  while (inOneLine(text.slice(0, end)).length < words.length) end += 1;
  return end;
}

/** Pure: a text with one space wherever there are several, or a new line. */
export function inOneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
