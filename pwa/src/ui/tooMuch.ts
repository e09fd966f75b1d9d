/** Many times what any field takes. A phone that is to lay out far more stands still for it. */
export const MOST_IN_A_FIELD = 20_000;

/** Pure: what to say of a text that is too long to be put into a field at all; null when it may come. */
export function tooMuch(coming: string, there: string): string | null {
  if (coming.length + there.length <= MOST_IN_A_FIELD) return null;
  return `That is ${coming.length} characters: too many to put in. What was here still is.`;
}
