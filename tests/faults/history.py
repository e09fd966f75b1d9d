"""What devices asked of a server and how that ended, compared with what the database has.

An effect is what one command is to bring about, named by those who asked for it: somebody who
joined, one wording of one story, one state of a profile, a wave from one to another.
"""

from __future__ import annotations

import enum
import threading
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from flask import Flask
from sqlalchemy import select

from server.database import reading
from server.extensions import db
from server.matching.models import Wave
from server.people.models import Person
from server.realtime.publish import number_of
from server.stories.models import Story, StoryRevision

Effect = tuple[str, ...]


class Ending(enum.StrEnum):
    """How one sending of a command ended."""

    OK = "ok"
    FAIL = "fail"  # it was refused: nothing may have come of it
    UNKNOWN = "unknown"  # no answer, or one that says to try again


@dataclass(frozen=True)
class Entry:
    """An entry of the log. ending: None where a sending began. told: the status, if answered.

    at: Unix time.
    """

    effect: Effect
    ending: Ending | None
    told: int | None = None
    at: float = field(default_factory=time.time)


class History:
    """The log of all devices, in the order in which it was written."""

    def __init__(self, lines: Iterable[Entry] = ()) -> None:
        self._lines = list(lines)
        self._writing = threading.Lock()

    def invoke(self, effect: Effect) -> None:
        """Write down that a command is sent, for the first time or again."""
        self._write(Entry(effect, None))

    def end(self, effect: Effect, ending: Ending, told: int | None = None) -> None:
        """Write down how that ended."""
        self._write(Entry(effect, ending, told))

    def lines(self) -> list[Entry]:
        """Return the log so far."""
        with self._writing:
            return list(self._lines)

    def of(self, ending: Ending | None) -> set[Effect]:
        """Return the effects of all lines that end so."""
        return {line.effect for line in self.lines() if line.ending is ending}

    def times(self, ending: Ending | None) -> int:
        """Return how many lines end so."""
        return sum(line.ending is ending for line in self.lines())

    def until(self, moment: float) -> History:
        """Return what had been written down by then, in Unix time."""
        return History(line for line in self.lines() if line.at <= moment)

    def _write(self, line: Entry) -> None:
        with self._writing:
            self._lines.append(line)

    def check(self, app: Flask, conference: str) -> None:
        """Compare with the database: all that was acknowledged is there, once, and no more.

        What has no answer may be there or not, but never twice and never in part.
        """
        with app.app_context(), reading(db.session):
            found = Counter(_people(conference) + _tellings(conference) + _waves(conference))
            told = number_of(conference, "feed")
        assert not {one: times for one, times in found.items() if times > 1}, "happened twice"
        assert not self.of(Ending.OK) - found.keys(), "acknowledged and lost"
        assert not found.keys() - self.of(None), "nobody asked for it"
        assert not self.of(Ending.FAIL) & found.keys(), "refused, and happened"
        kinds = Counter(kind for kind, *_ in found)
        # The server says some things to all by itself.
        assert told >= sum(kinds[kind] for kind in TOLD_TO_ALL), (told, kinds)


TOLD_TO_ALL = {"telling", "profile"}  # one fact in the feed each


def joined(person_id: str) -> Effect:
    """Return what joining brings about."""
    return ("person", person_id)


def told(story_id: str, text: str) -> Effect:
    """Return what telling a story in these words brings about."""
    return ("telling", story_id, text)


def changed(person_id: str, version: int) -> Effect:
    """Return what changing a profile for the so-manieth time brings about."""
    return ("profile", person_id, str(version))


def organisation(version: int) -> str:
    """Return what a profile of that version says, so that a version without its words is found."""
    return f"No. {version}"


def waved(by: str, to: str) -> Effect:
    """Return what a wave brings about."""
    return ("wave", by, to)


def _people(conference: str) -> list[Effect]:
    """Return who is there, and each version of their profiles."""
    effects: list[Effect] = []
    for row in db.session.scalars(select(Person).where(Person.conference == conference)):
        effects.append(joined(str(row.id)))
        effects += [changed(str(row.id), version) for version in range(2, row.version + 1)]
        assert row.organisation == (organisation(row.version) if row.version > 1 else None)
    return effects


def _tellings(conference: str) -> list[Effect]:
    statement = (
        select(Story, StoryRevision)
        .join(StoryRevision, StoryRevision.story_id == Story.id)
        .where(Story.conference == conference)
    )
    effects = []
    for story, revision in db.session.execute(statement):
        effects.append(told(str(story.id), revision.text))
        assert revision.number <= story.latest, "a wording that its story does not know"
    return effects


def _waves(conference: str) -> list[Effect]:
    rows = db.session.scalars(select(Wave).where(Wave.conference == conference))
    return [waved(str(row.by_id), str(row.to_id)) for row in rows for _ in range(row.times)]
