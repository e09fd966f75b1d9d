"""What people type, made fit to be kept, counted and cut as they see it. Knows no framework.

A text is kept as people mean it to be read. What goes is what nobody sees and what breaks the
page for others: control characters, what reverses a line, characters that only hide something,
and marks piled up on a letter. What a script or an emoji needs stays where it needs it: joiners
between the letters of Persian or Hindi and between the parts of a family, tags in a flag.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import regex

MARKS = 4  # that may stand above and below one letter: Hebrew as it is sung has three
MARKS_IN_ALL = 8  # with those that stand beside it

GRAPHEME = regex.compile(r"\X")  # a letter with its marks, or an emoji with all that it is made of
LINE_END = regex.compile(r"\r\n?|[\x85\u2028\u2029]")
BLANK = regex.compile(r"[^\S\n]|[\u2800\u3164\uffa0\u115f\u1160]")  # looks like a space
# Line breaks that only push down what follows.
GAP = regex.compile(r"[^\S\n]*\n(?:[^\S\n]*\n)+[^\S\n]*|[^\S\n]*\n[^\S\n]*")
# Never means anything in a text: controls, halves of pairs, overrides and isolates of direction,
# what only marks up other text, and what no character will ever be.
NEVER = regex.compile(
    r"[\p{Cc}\p{Cs}--[\n]]|[\u180e\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\U000e0001]"
    r"|\p{Noncharacter_Code_Point}",
    regex.V1,
)
# The scripts whose letters change beside one another, and those written without spaces.
JOINS = "".join(
    rf"\p{{{script}}}"
    for script in [
        "Arabic",
        "Syriac",
        "Mongolian",
        "Nko",
        "Mandaic",
        "Adlam",
        "Hanifi_Rohingya",
        "Phags_Pa",
        "Devanagari",
        "Bengali",
        "Gurmukhi",
        "Gujarati",
        "Oriya",
        "Tamil",
        "Telugu",
        "Kannada",
        "Malayalam",
        "Sinhala",
        "Myanmar",
        "Khmer",
        "Tibetan",
        "Balinese",
        "Javanese",
        "Sundanese",
        "Chakma",
        "Meetei_Mayek",
        "Newa",
        "Tirhuta",
        "Grantha",
    ]
)
# Scripts that put no space between words: there each letter is a word by itself.
ALONE = regex.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
)
# Letters that Unicode does not take apart, as people type them who have another keyboard.
PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
UNSPACED = r"\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tai_Tham}\p{Javanese}\p{Balinese}"
EMOJI = r"(?:\p{Extended_Pictographic}|\p{Emoji_Modifier})"
# Characters that nobody sees, except where they are at work.
IDLE = regex.compile(
    rf"(?<![{JOINS}]\p{{M}}{{0,{MARKS_IN_ALL}}})[\u200c\u200d]"  # outside such a script ...
    rf"(?<!{EMOJI}\ufe0f?\u200d(?=\p{{Extended_Pictographic}}))"  # ... and outside an emoji
    rf"|(?<![{UNSPACED}])\u200b|\u200b(?![{UNSPACED}])"
    r"|(?<!\p{L})\xad|\xad(?!\p{L})"
    r"|(?<!\U0001f3f4[\U000e0020-\U000e007e]{0,8})[\U000e0020-\U000e007f]"
)
TURNS = regex.compile(r"([\u200e\u200f\u061c])[\u200e\u200f\u061c]+")  # marks of direction
PILE = regex.compile(r"\p{M}{2,}")


def clean(text: str, *, lines: bool = False) -> str:
    """Return `text` as it is kept: trimmed, in NFC, with nothing in it that hides or reverses.

    lines: keep line breaks, and one empty line between paragraphs.
    Cleaned twice, it is as cleaned once.
    """
    if text.isascii() and text.isprintable():  # as most of what is typed: nothing can hide in it
        return text.strip() if lines else " ".join(text.split())
    text = NEVER.sub("", BLANK.sub(" ", LINE_END.sub("\n", text)))
    text = unicodedata.normalize("NFC", IDLE.sub("", unicodedata.normalize("NFC", text)))
    text = TURNS.sub(r"\1", text)
    text = PILE.sub(lambda pile: "".join(_few(pile.group())), text)
    if not lines:
        return " ".join(text.split())
    return GAP.sub(lambda gap: "\n" * min(2, gap.group().count("\n")), text).strip()


def characters(text: str) -> int:
    """Return how many characters a person sees in `text`, by the newest Unicode.

    An older phone may count more in some scripts, hardly ever less.
    """
    return len(GRAPHEME.findall(text))


def fold(text: str) -> str:
    """Return text for finding: without case, without accents, without letters of one country."""
    if text.isascii():  # as most is: there is nothing to take apart
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return plain.translate(PLAIN_LETTERS)


def adds_to(letter: str) -> bool:
    """Say whether `letter` only changes the one before it: a mark, a joiner, a colour of skin."""
    category = unicodedata.category(letter)
    return category[0] == "M" or category == "Cf" or "\U0001f3fb" <= letter <= "\U0001f3ff"


def shortened(text: str, longest: int) -> str:
    """Return a text of one line in at most `longest` characters, cut between words if possible."""
    if len(text) <= longest:
        return text
    seen = GRAPHEME.findall(text)
    if len(seen) <= longest:
        return text
    return "".join(seen[: longest - 1]).rsplit(maxsplit=1)[0] + "…"


def _few(marks: str) -> Iterator[str]:
    """Yield as many of the marks on one letter as any language has there, none twice in a row."""
    piled = yielded = 0
    last = ""
    for mark in marks:
        piles = unicodedata.category(mark) != "Mc"
        if mark == last or yielded == MARKS_IN_ALL or (piles and piled == MARKS):
            continue
        yield mark
        last, yielded, piled = mark, yielded + 1, piled + piles
