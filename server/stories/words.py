"""What a text is found by: its words, folded, as ASCII letters that every database reads alike.

The phone folds and splits in the same way (pwa/src/stories/find.ts), to show what was found;
`tests/stories/folding.json` holds both to it.
"""

from __future__ import annotations

import re
import unicodedata

from server.web.wording import ALONE, fold

MOST_TERMS = 8  # of one search
LONGEST_WORD = 60  # letters by which a word is known
PLAIN_WORD = re.compile("[a-z0-9]+")
HEX = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


def words(text: str) -> list[str]:
    """Return the words of a text, without case and accents: ["it", "was", "a", "cafe"]."""
    plain = fold(text)
    if plain.isascii():
        return [one[:LONGEST_WORD] for one in PLAIN_WORD.findall(plain)]
    found, word = [], ""
    for letter in plain:
        in_word = unicodedata.category(letter)[0] in "LNM"
        alone = in_word and ALONE.match(letter)
        if in_word and not alone:
            word += letter
            continue
        found += [word, letter] if alone else [word]
        word = ""
    return [one[:LONGEST_WORD] for one in [*found, word] if one]


def folded(text: str) -> str:
    """Return a text as it is stored for finding."""
    return " ".join(map(in_ascii, words(text)))


def terms(search: str) -> list[list[str]]:
    """Return what somebody looks for: several things, each of words that follow each other.

    The last word of each may go on.
    """
    sought = [words(term) for term in search.split()]
    return [[in_ascii(word) for word in term] for term in sought if term][:MOST_TERMS]


def in_ascii(word: str) -> str:
    """Return a word in the letters a to z, so that no database splits it in a way of its own.

    A word that begins another still does so: letter by letter, a to y are themselves, and what
    is anything else comes after a z.
    """
    return "".join(map(_in_ascii, word))


def _in_ascii(letter: str) -> str:
    if "a" <= letter <= "y":
        return letter
    return "zz" if letter == "z" else "z" + f"{ord(letter):05x}".translate(HEX)
