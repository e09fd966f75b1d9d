import { fold } from "../ui/fold";

/**
 * What the server finds stories by, for showing what was found: server/stories/words.py folds and splits in the same
 * way, and tests/stories/folding.json holds both to it.
 */
const IN_WORD = /[\p{L}\p{N}\p{M}]/u;
/** Scripts that put no space between words: there each letter is found by itself. */
const UNSPACED =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{3ffff}]/u;
const MOST_TERMS = 8;

/** A folded word, where it begins in the text, and where each of its letters ends there. */
interface Word {
  letters: string;
  start: number;
  ends: number[];
}

interface Piece {
  text: string;
  found: boolean;
}

function split(text: string): Word[] {
  const found: Word[] = [];
  let word: Word | null = null;
  let end = 0;
  for (const character of text) {
    const start = end;
    end += character.length;
    const folded = fold(character);
    if (folded === "" && word) word.ends[word.ends.length - 1] = end; // a mark belongs to its letter
    for (const letter of folded) {
      if (!IN_WORD.test(letter)) {
        word = null;
        continue;
      }
      const alone = UNSPACED.test(letter);
      if (alone || !word) {
        word = { letters: "", start, ends: [] };
        found.push(word);
      }
      word.letters += letter;
      for (let unit = 0; unit < letter.length; unit++) word.ends.push(end);
      if (alone) word = null;
    }
  }
  return found;
}

/** The words of a text, without case and accents. */
export function words(text: string): string[] {
  return split(text).map(({ letters }) => letters);
}

/** What somebody looks for: several things, each of words that follow each other, the last of which may go on. */
function terms(search: string): string[][] {
  const sought = search.split(/\s+/u).map(words);
  return sought.filter((term) => term.length > 0).slice(0, MOST_TERMS);
}

function isAt(term: string[], told: Word[], place: number): boolean {
  return term.every((word, step) => {
    const letters = told[place + step]?.letters;
    return step === term.length - 1 ? letters?.startsWith(word) : letters === word;
  });
}

/** Whether a text has all that is sought, as the server sees it. A search without a word finds nothing. */
export function finds(text: string, search: string): boolean {
  const told = split(text);
  const sought = terms(search);
  return sought.length > 0 && sought.every((term) => told.some((_, place) => isAt(term, told, place)));
}

/** A text in pieces, those marked that were sought. */
export function pieces(text: string, search: string): Piece[] {
  const told = split(text);
  const marked: [start: number, end: number][] = [];
  for (const term of terms(search)) {
    told.forEach(({ start }, place) => {
      const last = told[place + term.length - 1];
      if (last && isAt(term, told, place)) {
        marked.push([start, last.ends[(term.at(-1)?.length ?? 0) - 1] ?? start]);
      }
    });
  }
  marked.sort(([one], [other]) => one - other);
  const found: Piece[] = [];
  let done = 0;
  for (const [start, end] of marked) {
    if (end <= done) continue;
    const from = Math.max(start, done);
    if (from > done) found.push({ text: text.slice(done, from), found: false });
    found.push({ text: text.slice(from, end), found: true });
    done = end;
  }
  return done < text.length ? [...found, { text: text.slice(done), found: false }] : found;
}
