"""Stories as people tell them, from the shortest to the longest, in the scripts they write."""

from __future__ import annotations

from itertools import islice

from server.stories.domain import LONGEST
from server.web.wording import GRAPHEME

ABOVE_AND_BELOW = "\u0300\u0316\u0301\u0317"

# By script; each is told again and again until it is as long as wanted.
TOLD: dict[str, str] = {
    "latin": "I came for one summer of answering phones, and somebody had to write the rota. ",
    "german": (
        "Die Kundenzufriedenheitsumfrageauswertungssoftware der "
        "Telekommunikationsdienstleistungsgesellschaft fiel aus, und ich blieb. "
    ),
    "arabic": "بدأتُ صُدفةً في مركزِ الاتصال ولم أغادرْ منذُ ذلك اليوم. ",
    "hebrew": "התקשרו אליי ביום ראשון ואמרתי כן, וככה נשארתי עד היום. ",
    "hindi": "मैं संयोग से आया और फिर यहीं रुक गया। ",
    "thai": "ฉันมาทำงานที่นี่โดยบังเอิญและไม่เคยจากไปไหนเลยจนถึงวันนี้",
    "chinese": "我是偶然来到客服中心的，本来只想做一个夏天，结果一直留到了今天。",
    "japanese": "たまたま電話を取ったのが始まりで、気がつけばずっとここにいます。",
    "emoji": "👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿👨🏿‍❤️‍💋‍👨🏻🇬🇧❤️‍🔥1️⃣",
    "zalgo": "".join(letter + ABOVE_AND_BELOW for letter in "I came by way of a cellar "),
    "one word": "W",
}
LENGTHS = (24, 140, LONGEST)  # characters as people count them
LINES = "\n".join(f"{place:x}" for place in range(200))


def told(script: str, length: int) -> str:
    """Return a story of so many characters."""
    characters = GRAPHEME.findall(TOLD[script] * length)
    return "".join(islice(characters, length)).strip() + ("!" if script != "one word" else "")


# By name: every script at every length, and breaks without end.
READINGS: dict[str, str] = {
    **{f"{script} {length}": told(script, length - 1) for script in TOLD for length in LENGTHS},
    "two hundred lines": LINES,
}
