"""Phone numbers, e-mail addresses and links in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from linkify_it import LinkifyIt
from phonenumbers import Leniency, PhoneNumberMatcher

from server.moderation.flags.domain import FlagKind
from server.moderation.flags.text import Written

Found = tuple[FlagKind, int, int]

# Where a language is spoken, by how people there write a number of their own country.
REGIONS = {
    "en": "GB IE US",
    "de": "DE AT CH",
    "fr": "FR BE CH",
    "es": "ES MX",
    "it": "IT CH",
    "nl": "NL BE",
    "pt": "PT BR",
    "pl": "PL",
    "sv": "SE FI",
    "da": "DK",
    "nb": "NO",
    "nn": "NO",
    "no": "NO",
    "fi": "FI",
    "cs": "CZ",
    "sk": "SK",
    "hu": "HU",
    "ro": "RO",
    "bg": "BG",
    "el": "GR",
    "tr": "TR",
    "uk": "UA",
    "ru": "RU",
    "ar": "AE EG",
    "he": "IL",
    "hi": "IN",
    "ja": "JP",
    "zh": "CN TW",
    "ko": "KR",
}
FEWEST_DIGITS = 7
MOST_REGIONS = 8


def regions(languages: Iterable[str]) -> list[str]:
    """Return where a conference's people may have their numbers: `de-AT` says so itself."""
    found: dict[str, None] = {}
    for tag in languages:
        language, *more = tag.split("-")
        found.update(dict.fromkeys(one.upper() for one in more if len(one) == 2))
        found.update(dict.fromkeys(REGIONS.get(language, "").split()))
    return list(found)[:MOST_REGIONS] or ["GB"]


def phone_numbers(written: Written, places: Iterable[str]) -> Iterator[Found]:
    """Find numbers that are valid in one of these regions, or written for the whole world."""
    for place in places:
        for match in PhoneNumberMatcher(written.text, place, leniency=Leniency.VALID):
            if sum(letter.isdigit() for letter in match.raw_string) >= FEWEST_DIGITS:
                yield FlagKind.PHONE, match.start, match.end


def addresses(written: Written) -> Iterator[Found]:
    """Find e-mail addresses and links, also those written without https."""
    for match in _linkify().match(written.text) or ():
        if match.schema == "mailto:":
            yield FlagKind.EMAIL, match.index, match.last_index
        elif not (match.schema == "" and _is_two_sentences(match.text)):
            yield FlagKind.LINK, match.index, match.last_index


def _is_two_sentences(text: str) -> bool:
    """Say whether only a space is missing: "the job.It was" ends in no country."""
    last = text.split("/", maxsplit=1)[0].rpartition(".")[2]
    return last.istitle()


@cache
def _linkify() -> LinkifyIt:
    return LinkifyIt(options={"fuzzy_link": True, "fuzzy_email": True})
