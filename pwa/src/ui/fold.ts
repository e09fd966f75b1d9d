/** The marks that Unicode combines with a letter, as Python counts them. */
const MARKS =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: the marks alone are meant, one by one
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u093c\u094d\u09bc\u09cd\u0a3c\u0a4d\u0abc\u0acd\u0b3c\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u0e38-\u0e3a\u0e48-\u0e4b\u1037\u1039\u103a\u17d2\u1ab0-\u1ace\u1dc0-\u1dff\u20d0-\u20dc\u20e1\u20e5-\u20f0\u3099\u309a\ufe20-\ufe2f]/g;
/** Letters that Unicode does not take apart, as people type them who have another keyboard. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: "ss",
  ς: "σ",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  æ: "ae",
  œ: "oe",
  ı: "i",
  ħ: "h",
};
const OTHER_LETTERS = /[ßςøłđðþæœıħ]/g;

/** Text for finding, as the server folds it: without case, without accents, without letters of one country. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(MARKS, "")
    .replace(OTHER_LETTERS, (letter) => PLAIN[letter] ?? letter);
}
