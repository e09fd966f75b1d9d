import { charactersOf } from "../ui/Field";
import { inOneLine } from "./titled";

export const LONGEST_TITLE = 60;
const SHORTEST_SENTENCE = 12; // before this many, a full stop may be that of an abbreviation
const LONGEST_LINE = 2_000; // to look at: no title is longer, and a page of text may have been pasted
const SENTENCE_END = /(?<=[.!?…。！？।])\s+|(?<=[。！？])/g;
const CLAUSE = /^.{20,58}(?=[,;:،]\s|[、，]|\s[–—])/u; // where a sentence too long for a title is best cut

/** Pure: what a story is called whose author has not said, as `suggested_title` on the server has it. */
export function suggestedTitle(text: string): string {
  const line = inOneLine(text.trimStart().slice(0, LONGEST_LINE).trimEnd().split("\n", 1)[0] as string);
  const end = [...line.matchAll(SENTENCE_END)].find(({ index }) => index >= SHORTEST_SENTENCE);
  const sentence = line.slice(0, end?.index).replace(/[ .。।]+$/, "");
  const title = shortened(sentence);
  const clause = CLAUSE.exec(sentence);
  return clause && title !== sentence ? `${clause[0]}…` : title || line;
}

function shortened(sentence: string): string {
  const seen = charactersOf(sentence);
  if (seen.length <= LONGEST_TITLE) return sentence;
  const cut = seen.slice(0, LONGEST_TITLE - 1).join("");
  return `${cut.replace(/\s+\S*$/, "")}…`;
}
