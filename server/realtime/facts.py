"""What a fact is, and to whom it can be told."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import ClassVar

FACTS: dict[str, type[Fact]] = {}


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that happened, in the past tense, with finished values (never rows).

    Subclasses are frozen dataclasses declared with their wire type:
    `class StoryPublished(Fact, type="stories.published")`.
    """

    type: ClassVar[str]

    def __init_subclass__(cls, *, type: str) -> None:  # noqa: A002  (the wire's word)
        cls.type = type
        FACTS[type] = cls


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Those who hear one stream of one conference.

    stream: "feed", "reviewers", "screen", "person:{id}", "talk:{id}", "talk-hosts:{id}",
        "table:{id}", "talks" or "open-tables".
    people: these people's phones hear it at once, subscribed or not (a table just seated);
        None leaves it to the subscribers.
    """

    conference: str
    stream: str
    people: tuple[uuid.UUID, ...] | None = None

    @property
    def room(self) -> str:
        """Return Socket.IO's name for those subscribed."""
        return stream_room(self.conference, self.stream)


def stream_room(conference: str, stream: str) -> str:
    """Return Socket.IO's name for the subscribers of a stream."""
    return f"{conference}/{stream}"


def person_room(person_id: uuid.UUID) -> str:
    """Return Socket.IO's name for all connected phones of one person."""
    return f"person/{person_id.hex}"  # a third of the time of their dashed form


def feed(conference: str) -> Audience:
    """Return everybody at the conference."""
    return Audience(conference=conference, stream="feed")


def reviewers(conference: str) -> Audience:
    """Return the organisers who look after what people wrote and who they are."""
    return Audience(conference=conference, stream="reviewers")


def screen(conference: str) -> Audience:
    """Return the projector views."""
    return Audience(conference=conference, stream="screen")


def one_person(conference: str, person_id: uuid.UUID) -> Audience:
    """Return one person's own phones."""
    return Audience(conference=conference, stream=f"person:{person_id}")
