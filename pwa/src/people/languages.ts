import { languageInWords } from "./words";

const CODES =
  "af am ar bg bn ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko lt lv " +
  "mk ml mr ms mt my nb ne nl pa pl ps pt ro ru sk sl so sq sr sv sw ta te th tl tr uk ur uz vi xh yo zh zu";

/** The languages offered beyond a conference's own, by their names. */
export const LANGUAGES: readonly string[] = CODES.split(" ").sort((one, other) =>
  languageInWords(one).localeCompare(languageInWords(other), "en-GB"),
);
