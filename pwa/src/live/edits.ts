/**
 * What somebody has changed of something that the server keeps: per field, what stood there when they began, and
 * what shall stand there. Everything else stays as the server has it, however often that changes meanwhile.
 */
export type Edits<T> = { readonly [Field in keyof T]?: { readonly was: T[Field]; readonly now: T[Field] } };

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function fieldsOf<T>(edits: Edits<T>): (keyof T)[] {
  return Object.keys(edits) as (keyof T)[];
}

function only<T>(edits: Edits<T>, wanted: (field: keyof T, now: unknown) => boolean): Edits<T> {
  const kept = Object.entries(edits).filter(([field, edit]) =>
    wanted(field as keyof T, (edit as { now: unknown }).now),
  );
  return Object.fromEntries(kept) as Edits<T>;
}

/** Pure: the value as its editor sees it. */
export function edited<T extends object>(value: T, edits: Edits<T>): T {
  return { ...value, ...changesIn(edits) };
}

/**
 * Pure: with a field changed. What is put back as it was is no edit, unless it is among what waits to be sent: else
 * what waits would go out after all.
 */
export function edit<T extends object, Field extends keyof T>(
  value: T,
  edits: Edits<T>,
  field: Field,
  now: T[Field],
  waiting: Partial<T> = {},
): Edits<T> {
  const was = edits[field]?.was ?? value[field];
  const rest = only(edits, (one) => one !== field);
  return same(was, now) && !(field in waiting) ? rest : { ...rest, [field]: { was, now } };
}

/** Pure: the changed fields alone, as they are to be sent. */
export function changesIn<T>(edits: Edits<T>): Partial<T> {
  return Object.fromEntries(fieldsOf(edits).map((field) => [field, edits[field]?.now])) as Partial<T>;
}

/**
 * Pure: without those that have arrived: the server has been sent them just so, or has them already and is sent
 * nothing else of what waits. What was changed once more after it was sent is a change of what has arrived.
 */
export function unsent<T extends object>(
  value: T,
  edits: Edits<T>,
  sent: Partial<T>,
  waiting: Partial<T> = {},
): Edits<T> {
  const isThere = (field: keyof T, now: unknown) => same(value[field], now) && !(field in waiting);
  const wasSent = (field: keyof T, now: unknown) => field in sent && same(sent[field], now);
  const kept = only(edits, (field, now) => !isThere(field, now) && !wasSent(field, now));
  const again = only(kept, (field) => field in sent && !(field in waiting));
  return { ...kept, ...insist(value, again) };
}

/** Pure: the fields that somebody else has changed meanwhile, to something else than this editor. */
export function clashes<T extends object>(value: T, edits: Edits<T>): (keyof T)[] {
  return fieldsOf(edits).filter((field) => {
    const one = edits[field];
    return one && !same(value[field], one.was) && !same(value[field], one.now);
  });
}

/** Pure: the same edits of the value as it is now: this editor has seen it and stays with their own. */
export function insist<T extends object>(value: T, edits: Edits<T>): Edits<T> {
  const again = fieldsOf(edits).map((field) => [field, { was: value[field], now: edits[field]?.now }]);
  return Object.fromEntries(again) as Edits<T>;
}

/** Pure: without the edits of these fields: what the server has stays. */
export function giveWay<T>(edits: Edits<T>, fields: readonly (keyof T)[]): Edits<T> {
  return only(edits, (field) => !fields.includes(field));
}
