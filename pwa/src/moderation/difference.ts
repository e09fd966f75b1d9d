/** A piece of a text: still there, new, or gone. */
export interface Piece {
  kind: "same" | "new" | "gone";
  text: string;
}

/** Words, each with the spaces and signs that follow it, so that marks do not crumble. */
function words(text: string): string[] {
  if (!("Segmenter" in Intl)) return text.split(/(?<=\s)(?=\S)/);
  const found: string[] = [];
  for (const { segment, isWordLike } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(
    text,
  )) {
    if (isWordLike || found.length === 0) found.push(segment);
    else found[found.length - 1] += segment;
  }
  return found;
}

/** Pure: how `after` differs from `before`, word by word, in reading order. */
export function difference(before: string, after: string): Piece[] {
  const [old, now] = [words(before), words(after)];
  const common = longestCommon(old, now);
  const pieces: Piece[] = [];
  const add = (kind: Piece["kind"], text: string) => {
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else pieces.push({ kind, text });
  };

  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && old[i] === now[j]) {
      add("same", old[i] as string);
      i++;
      j++;
    } else if (j >= now.length || (i < old.length && left(common, i + 1, j) >= left(common, i, j + 1))) {
      add("gone", old[i++] as string);
    } else {
      add("new", now[j++] as string);
    }
  }
  return pieces;
}

/** Pure: how much of a text is as it was, between 0 and 1: below a half, marks confuse more than they tell. */
export function likeness(pieces: readonly Piece[]): number {
  const all = pieces.reduce((sum, { text }) => sum + text.length, 0);
  const same = pieces.reduce((sum, { kind, text }) => sum + (kind === "same" ? text.length : 0), 0);
  return all === 0 ? 1 : same / all;
}

function left(common: readonly number[][], i: number, j: number): number {
  return common[i]?.[j] ?? 0;
}

/** For every pair of places: how many words the rests have in common, in order. */
function longestCommon(old: readonly string[], now: readonly string[]): number[][] {
  const common = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const row = common[i] as number[];
      row[j] =
        old[i] === now[j]
          ? left(common, i + 1, j + 1) + 1
          : Math.max(left(common, i + 1, j), left(common, i, j + 1));
    }
  }
  return common;
}
