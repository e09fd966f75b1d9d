"""Texts that break careless pages: what some type in earnest, and what others type to see."""

from __future__ import annotations

from server.web.schemas import POINTS
from server.web.wording import GRAPHEME, clean

PWNED = "window.pwned=1"
SCRIPT = (
    f"<script>{PWNED}</script><img src=x onerror={PWNED}><svg onload={PWNED}>"
    f'"><a href="javascript:{PWNED}">tap</a> and so I stayed in the industry.'
)
MARKUP = (
    "</p></article><h1 style='font-size:400px'>BIG</h1><style>*{display:none}</style>"
    "<!-- &lt; {{7*7}} ${7*7} %s"
)
MARKS = "".join(chr(0x300 + place) for place in range(40))

# By name; whatever is kept of each is shown as text, within its card.
HOSTILE: dict[str, str] = {
    "script": SCRIPT,
    "markup": MARKUP,
    "sql": "'); DROP TABLE story; -- \" OR 1=1 /* and that is how Bobby got in */",
    "direction": (
        "I began \u202eas a temp and never left\u202c "
        "\u2067in all\u2066 \u200f\u200f\u200fthese years."
    ),
    "hebrew and english": "Google התקשרו אליי ביום ראשון, and I said yes. ככה נשארתי עד היום.",
    "arabic": "السَّلَامُ عَلَيْكُم، بدأتُ صُدفةً في مركزِ الاتصال ولم أغادرْ منذُ ذلك اليوم.",
    "zalgo": "".join(letter + MARKS for letter in "He comes to the contact centre"),
    "thai towers": "ฉันมา" + "ก็็็็็็็็็็็็็็็็็็็็" * 20,
    "families": "👩‍👩‍👧‍👦👨🏿‍❤️‍💋‍👨🏻🏴󠁧󠁢󠁳󠁣󠁴󠁿🇬🇧1️⃣❤️‍🔥" * 100,
    "one word": "W" * 600,
    "an address": "https://example.org/" + "a/" * 280,
    "lines": "\n\n".join("abcdefghijklmnopqrstuvwxyz") + "\n" * 400 + "end",
    "nothing seen": (
        "I came \u200b\u200b\u2060\ufeff\u00ad\u3164\u2800by way of a "
        "\U000e0073\U000e0065cellar\x00\x07\x1b[31m door."
    ),
    "devanagari": "मैं संयोग से आया और फिर यहीं रुक गया। " * 15,
    "tibetan": "བསྒྲུབས་ཧཱུྃ་ཨོཾ་མ་ཎི་པདྨེ་" * 12,
    "wide": "﷽" * 60 + "꧅𒐫⸻" * 20,
}

# What no server keeps, with the reason it gives.
REFUSED: dict[str, str] = {
    "a megabyte": "a" * 900_000,
    "a megabyte of marks": "a" + MARKS * 10_000,
    "nothing but what nobody sees": "\u200b\u2060\u00ad\u3164\x00\u202e" * 30,
    "too short once cleaned": "seen" + "\u202e\u200b\x00" * 100,
}


def begun(text: str, longest: int) -> str:
    """Return as much of a text as fits a field of so many characters, as the server keeps it."""
    seen = GRAPHEME.findall(clean(text))[:longest]
    while sum(map(len, seen)) > POINTS * longest:
        seen.pop()
    return "".join(seen).strip()
