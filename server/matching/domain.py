"""Suggestions, waves and connections as people see them, and how long a wave lives."""

from __future__ import annotations

import enum
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from server.matching.saying import Intent
from server.people.domain import PersonCard, Position
from server.people.openness import Openness

EACH = 10  # people whom everybody is suggested; some more where newcomers have taken a place
WAVE_LIVES = timedelta(hours=24)
NEWS_FOR = timedelta(minutes=10)  # that both waved is told to a phone that was away meanwhile
MOST_WAVES = 20  # unanswered ones within `WAVES_COUNT_FOR`
WAVES_COUNT_FOR = timedelta(hours=1)

# Before somebody has chosen, the room decides: this one has an answer in every room, also where
# nearly all got in the same way, and it rules nobody out whom others would like to meet.
DEFAULT_INTENT = Intent.SURPRISE

TITLES = frozenset(
    {
        *("dame", "dr", "frau", "herr", "lady", "lord", "miss", "mme", "mr", "mrs", "ms", "mx"),
        *("prof", "professor", "rev", "sir"),
    }
)


class HowLong(enum.StrEnum):
    """For how long somebody does not want to be suggested another."""

    TODAY = "today"
    ALWAYS = "always"


class WaveState(enum.StrEnum):
    """What a wave has led to so far."""

    WAVED = "waved"
    CONNECTED = "connected"


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence of the catalogue: its key, what fills it, and how it reads in English."""

    key: str
    params: dict[str, str]
    text: str


@dataclass(frozen=True, kw_only=True)
class Why:
    """What counts when two people are weighed, in sentences true for both; most comes first.

    intent: what the caller asks for.
    """

    intent: Intent
    counted: tuple[Sentence, ...]


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """How a story begins, in the words and the language of its author."""

    words: str
    language: str | None


@dataclass(frozen=True, kw_only=True)
class SuggestionCard:
    """Somebody to meet, and the reason, which is true for both.

    ask: what one could ask them first. waved: the caller has waved at them.
    story: theirs, if the caller may read it. begins: how that story begins.
    """

    person: PersonCard
    reason: Sentence
    ask: Sentence | None
    waved: bool
    story: UUID | None
    begins: Beginning | None


@dataclass(frozen=True, kw_only=True)
class SuggestionList:
    """People to meet, the best first, beside the numbers of `person:{id}` and of the feed.

    shorter: why there are fewer than ten.
    looking: people are being looked for, for somebody who has just come or changed. What is here
        till then is what still holds.
    """

    number: int
    feed_number: int
    intent: Intent
    suggestions: tuple[SuggestionCard, ...]
    shorter: Sentence | None
    looking: bool


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What somebody would like to be suggested."""

    intent: Intent


@dataclass(frozen=True, kw_only=True)
class WaveCard:
    """A wave as one side sees it: the person on the other side, why to meet them, what to ask.

    story: of which more is to be told, a story of whom the wave is at.
    expires_at: from then on neither sees it any more.
    """

    person: PersonCard
    reason: Sentence | None
    ask: Sentence | None
    story: UUID | None
    at: datetime
    expires_at: datetime


@dataclass(frozen=True, kw_only=True)
class ContactCard:
    """A connected person: the name, and whatever else they share with connections."""

    id: UUID
    name: str
    organisation: str | None
    position: Position | None
    openness: Openness
    link: str | None


@dataclass(frozen=True, kw_only=True)
class ConnectionCard:
    """A connection as one side sees it.

    met_at: when the two first sat together, if they have.
    reason: why to meet, as it is said to those who have not sat together; None where there is none.
    ask: what one could ask them first, given the reason.
    """

    person: ContactCard
    at: datetime
    met_at: datetime | None
    reason: Sentence | None
    ask: Sentence | None


@dataclass(frozen=True, kw_only=True)
class ConnectionList:
    """Somebody's connections, the newest first, beside the numbers of `person:{id}` and feed."""

    number: int
    feed_number: int
    connections: tuple[ConnectionCard, ...]


@dataclass(frozen=True, kw_only=True)
class WaveList:
    """Unanswered waves, the newest first, beside the numbers of `person:{id}` and of the feed.

    received: by those who waved at the caller. sent: by the caller. connected: whom the caller
    has been connected with of late, the newest first: a phone may have been away when it was told.
    """

    number: int
    feed_number: int
    received: tuple[WaveCard, ...]
    sent: tuple[WaveCard, ...]
    connected: tuple[ConnectionCard, ...]


@dataclass(frozen=True, kw_only=True)
class WaveAnswer:
    """What became of a wave. connection: there once both have waved."""

    state: WaveState
    connection: ConnectionCard | None


def why_shorter(
    intent: Intent,
    *,
    others: int,
    colleagues: int,
    known: int,
    aside: int = 0,
    reserved: int = 0,
) -> str:
    """Return the key of the sentence that says why a list of suggestions is short.

    intent: what was asked for. others: those the person may see. colleagues: of them, those of
    the same organisation. known: of them, those already met or connected. aside: of them, those
    whom the person has put aside. reserved: of them, those who would not be met by somebody new
    just now.
    """
    if others == 0:
        return "shorter.nobody"
    if 2 * colleagues > others:
        return "shorter.organisation"
    if 2 * known > others:
        return "shorter.known"
    if 2 * aside > others:
        return "shorter.aside"
    if 2 * reserved > others:
        return "shorter.reserved"
    if others < EACH:
        return "shorter.few"
    return f"shorter.{intent}"


def given_name(name: str) -> str:
    """Return what somebody is called when spoken of: "Roksana" of "Dr Roksana Gajowiak".

    It is the whole name where nobody can tell: with an initial or a comma, or in a script other
    than Latin, where the family name may come first or the first word be half a name.
    """
    words = name.split()
    while words and words[0].rstrip(".").casefold() in TITLES:
        words.pop(0)
    latin = all("LATIN" in unicodedata.name(one, "") for one in name if one.isalpha())
    told = len(words) > 1 and len(words[0].rstrip(".")) > 1 and "," not in name
    return words[0] if latin and told else name
