"""Looking for flags in what waits: when, and what becomes of them.

What is sent is looked at a moment later, by a child process, so that neither its author nor any
phone waits for it. An organiser who is faster decides without flags, as they may.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, select, update

from server import clock
from server.conferences.models import Conference
from server.conferences.queries import conference
from server.database import in_turns, reading, writing
from server.extensions import db
from server.moderation.facts import ReviewChanged
from server.moderation.flags.domain import LOOK, LOOK_ANEW, Flagging, FlagKind, Part
from server.moderation.flags.settings import flagging_of
from server.moderation.models import Review
from server.moderation.queries import card, how_many_wait, reviews
from server.moderation.subjects import shown_of
from server.moderation.views import (
    Shown,
    Writing,
)
from server.people.models import Person
from server.realtime.facts import reviewers
from server.realtime.publish import publish
from server.work.children import in_child
from server.work.due import schedule, schedule_unless_due

AT_ONCE = 50  # texts that one child looks at
SHOWN_AT_ONCE = 100  # texts read from the database before others are served
LATER = timedelta(seconds=30)  # after somebody came or went: they come in crowds

Json = dict[str, Any]


def follow_settings(row: Conference) -> None:
    """Have what waits looked at anew, since its conference may speak other languages now."""
    schedule(row.slug, LOOK_ANEW, row.slug, clock.now())


def follow_people(slug: str) -> None:
    """Have what waits looked at anew before long, since it may name somebody who came in."""
    if db.session.scalar(select(exists().where(*_waiting(slug)))):
        schedule_unless_due(slug, LOOK_ANEW, slug, clock.now() + LATER)


def look_anew_when_due(slug: str, _key: str) -> None:
    """Have all that waits looked at again."""
    with writing(db.session):
        db.session.execute(update(Review).where(*_waiting(slug)).values(flagged=False))
        schedule_unless_due(slug, LOOK, slug, clock.now())


def look_when_due(slug: str, _key: str) -> None:
    """Look at all that waits and has not been looked at as it is.

    Each time beside all that there is by then, and as is wanted by then.
    """
    while (question := _to_look_at(slug)) is not None:
        revisions = question.pop("revisions")
        found = in_child("server.moderation.flags.looking:look", question)
        with writing(db.session):
            _keep(slug, revisions, found)


def _waiting(slug: str) -> list[ColumnElement[bool]]:
    return [Review.conference == slug, Review.waiting.is_(True)]


def _to_look_at(slug: str) -> Json | None:
    """Return what the child is to be asked, or None when nothing is left to look at."""
    unseen = select(Review).where(*_waiting(slug), Review.flagged.is_(False))
    with reading(db.session):
        rows = list(db.session.scalars(unseen.order_by(Review.since, Review.id).limit(AT_ONCE)))
        if not rows:
            return None
        shown = shown_of(rows)
        wanted = flagging_of(slug)
        return {
            "revisions": {str(row.id): row.revision for row in rows},
            "writings": [_question(row, shown[row.subject_id]) for row in rows],
            "others": _others(slug, {row.subject_kind for row in rows}, wanted),
            "guests": _guests(slug, wanted),
            "settings": {
                "kinds": wanted.kinds,
                "words": wanted.words,
                "passes": wanted.passes,
                "languages": conference(slug).languages,
            },
        }


def _question(row: Review, shown: Shown) -> Json:
    return {
        "key": str(row.id),
        "kind": row.subject_kind,
        "author": str(row.author_id),
        "language": shown.writing.language,
        "parts": _parts(shown.writing),
    }


def _parts(writing: Writing) -> dict[Part, str]:
    """Return what of a writing others would read, part by part."""
    alt = writing.photo and writing.photo.alt
    parts = {Part.TITLE: writing.title, Part.TEXT: writing.text, Part.ALT: alt}
    return {part: text for part, text in parts.items() if text}


def _others(slug: str, kinds: Collection[str], wanted: Flagging) -> dict[str, dict[str, str]]:
    """Return all that was written of these kinds, each text by the id of its review."""
    if FlagKind.ALIKE not in wanted.kinds:
        return {}
    found: dict[str, dict[str, str]] = {kind: {} for kind in kinds}
    written = Review.conference == slug, Review.subject_kind.in_(kinds)
    rows = list(db.session.scalars(select(Review).where(*written)))
    for some in in_turns(rows, SHOWN_AT_ONCE):
        shown = shown_of(some)
        for row in some:
            if row.subject_id in shown:
                found[row.subject_kind][str(row.id)] = shown[row.subject_id].writing.text
    return found


def _guests(slug: str, wanted: Flagging) -> list[list[str | None]]:
    """Return [id, name, organisation] of everybody who is here."""
    if not {FlagKind.PERSON, FlagKind.EMPLOYER}.intersection(wanted.kinds):
        return []
    rows = db.session.execute(
        select(Person.id, Person.name, Person.organisation).where(
            Person.conference == slug, Person.removed_at.is_(None), Person.screen.is_(False)
        )
    )
    return [[str(person_id), name, organisation] for person_id, name, organisation in rows]


def _keep(slug: str, revisions: dict[str, int], found: dict[str, list[Json]]) -> None:
    """Keep the flags of what is still as it was when it was looked at, and tell organisers."""
    for row in reviews(slug, [uuid.UUID(key) for key in found]).values():
        if row.revision != revisions[str(row.id)]:
            continue
        before, row.flags, row.flagged = row.flags, found[str(row.id)], True
        if row.waiting and row.flags != before:
            db.session.flush()
            told = ReviewChanged(review=card(row), waiting=how_many_wait(slug))
            publish(reviewers(slug), told)
