"""Flags as organisers see them: what is kept, with the text that another is much like."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping

from sqlalchemy import select

from server.extensions import db
from server.moderation.domain import State
from server.moderation.flags.domain import Alike, Flag, FlagKind, Noticed, Part
from server.moderation.models import Review
from server.moderation.subjects import shown_of, subject_kind
from server.people.models import Person


def flags_of(rows: Collection[Review]) -> dict[uuid.UUID, tuple[Flag, ...]]:
    """Return the flags of each of these reviews."""
    noticed = {row.id: _noticed(row) for row in rows}
    others = {one.alike for flags in noticed.values() for one in flags if one.alike}
    alikes = _alikes({uuid.UUID(other) for other in others}) if others else {}
    return {row.id: tuple(_flags(row, noticed[row.id], alikes)) for row in rows}


def _noticed(row: Review) -> list[Noticed]:
    return [
        Noticed(
            kind=FlagKind(one["kind"]),
            part=Part(one["part"]),
            start=one["start"],
            end=one["end"],
            alike=one["alike"],
        )
        for one in row.flags
    ]


def _flags(
    row: Review, noticed: Collection[Noticed], alikes: Mapping[str, tuple[uuid.UUID, Alike]]
) -> list[Flag]:
    """Return the flags of one review, but for what is like a text that is there no more."""
    flags = []
    for one in noticed:
        alike = None
        if one.alike:
            if one.alike not in alikes:
                continue
            author, other = alikes[one.alike]
            alike = Alike(by=other.by, own=author == row.author_id, text=other.text)
        flags.append(Flag(kind=one.kind, part=one.part, start=one.start, end=one.end, alike=alike))
    return flags


def _alikes(reviews: Collection[uuid.UUID]) -> dict[str, tuple[uuid.UUID, Alike]]:
    """Return the text of each of these reviews with its author, unless it was taken back."""
    found = db.session.execute(
        select(Review, Person.name)
        .join(Person, Person.id == Review.author_id)
        .where(Review.id.in_(reviews))
    ).all()
    shown = shown_of(row for row, _ in found)
    return {
        str(row.id): (row.author_id, Alike(by=name, own=False, text=its.writing.text))
        for row, name in found
        if (its := shown.get(row.subject_id)) is not None and not _taken_back(row)
    }


def _taken_back(row: Review) -> bool:
    standing = subject_kind(row.subject_kind).standing(row.conference, row.subject_id)
    return standing.state is State.WITHDRAWN
