"""Every write to the kept lists. Nothing here commits."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import timedelta

from sqlalchemy import bindparam, delete, func, or_, select

from server import clock
from server.database import upsert
from server.extensions import db
from server.matching.domain import EACH
from server.matching.lists.facts import Suggested
from server.matching.lists.models import Making, SuggestedPair, Weighed
from server.people.domain import ordered
from server.people.models import Person
from server.people.pairs import blocked_pairs
from server.people.sight import shown
from server.realtime.facts import one_person
from server.realtime.publish import publish
from server.work.due import schedule_unless_due

RENEWAL = "matching.lists"
SOON = timedelta(seconds=1.5)  # in which all that happens is looked at together
READING = 0.01  # seconds that it takes to tell one phone whom they are suggested

Pairs = Sequence[tuple[uuid.UUID, uuid.UUID]]


def renew_soon(conference: str) -> None:
    """Have everybody's suggestions looked through in a moment: something has just changed."""
    schedule_unless_due(conference, RENEWAL, conference, clock.now() + SOON)


def begin_writing(conference: str, number: int) -> bool:
    """Say whether the lists are still as they were when they had been written `number` times.

    If so they are this transaction's to write, and count as written once more.
    """
    first = upsert(db.session, Making).values(conference=conference, number=number + 1)
    anew = first.on_conflict_do_update(
        index_elements=[Making.conference],
        set_={"number": number + 1},
        where=Making.number == number,
    ).returning(Making.number)
    return db.session.connection().scalar(anew) is not None


def put_pairs(conference: str, rows: Sequence[tuple[uuid.UUID, uuid.UUID, float, bool]]) -> None:
    """Suggest these people to each other, but for those who have left or blocked each other since.

    rows: two people in stored order, what the pair is worth, and whether it rests.
    """
    here = _who_are_here(conference, {person for one, other, *_ in rows for person in (one, other)})
    blocked = {ordered(*pair) for pair in blocked_pairs(conference)}
    now = clock.now()
    found = [
        {
            "conference": conference,
            "one_id": one,
            "other_id": other,
            "value": value,
            "since": now,
            "resting": resting,
        }
        for one, other, value, resting in rows
        if {one, other} <= here and (one, other) not in blocked
    ]
    insert = upsert(db.session, SuggestedPair)
    again = insert.on_conflict_do_update(
        index_elements=[SuggestedPair.conference, SuggestedPair.one_id, SuggestedPair.other_id],
        set_={"value": insert.excluded.value, "resting": insert.excluded.resting},
    )
    if found:
        db.session.connection().execute(again, found)


def drop_pairs(conference: str, pairs: Pairs) -> None:
    """Suggest these people to each other no more."""
    theirs = (
        SuggestedPair.conference == conference,
        SuggestedPair.one_id == bindparam("one"),
        SuggestedPair.other_id == bindparam("other"),
    )
    rows = [{"one": one, "other": other} for one, other in pairs]
    db.session.connection().execute(delete(SuggestedPair).where(*theirs), rows)


def put_places(conference: str, rows: Sequence[tuple[uuid.UUID, float, str, bool]]) -> None:
    """Keep people's places in the plan: each one's price, digest, and whether it was planned."""
    here = _who_are_here(conference, {person_id for person_id, *_ in rows})
    found = [
        {
            "conference": conference,
            "person_id": person_id,
            "price": price,
            "digest": digest,
            "planned": planned,
        }
        for person_id, price, digest, planned in rows
        if person_id in here
    ]
    insert = upsert(db.session, Weighed)
    again = insert.on_conflict_do_update(
        index_elements=[Weighed.conference, Weighed.person_id],
        set_={name: insert.excluded[name] for name in ("price", "digest", "planned")},
    )
    if found:
        db.session.connection().execute(again, found)


def drop_places(conference: str, people: Collection[uuid.UUID]) -> None:
    """Forget the places of people who are not to be suggested any more."""
    db.session.execute(
        delete(Weighed).where(Weighed.conference == conference, Weighed.person_id.in_(people))
    )


def tell(conference: str, people: Collection[uuid.UUID], *, among: int) -> None:
    """Tell people that they are suggested others than before. among: so many hear it by and by."""
    for one in people:
        publish(one_person(conference, one), Suggested(within=round(among * READING, 1)))


def bring_back(me: Person, other_id: uuid.UUID) -> None:
    """Let a pair that rests be suggested again at once, where both lists have a place for it."""
    key = (me.conference, *ordered(me.id, other_id))
    row = db.session.get(SuggestedPair, key, populate_existing=True)
    if (
        row is not None
        and row.resting
        and all(_length(me.conference, one) < EACH for one in key[1:])
    ):
        row.resting = False
    renew_soon(me.conference)


def part(person: Person, other: Person) -> None:
    """Suggest two to each other no more, of whom one has blocked the other."""
    drop_pairs(person.conference, [ordered(person.id, other.id)])
    renew_soon(person.conference)


def forget(person: Person) -> None:
    """Delete the suggestions of somebody who is leaving, on both sides."""
    db.session.execute(
        delete(SuggestedPair).where(
            SuggestedPair.conference == person.conference,
            or_(SuggestedPair.one_id == person.id, SuggestedPair.other_id == person.id),
        )
    )
    drop_places(person.conference, [person.id])
    renew_soon(person.conference)


def _length(conference: str, person_id: uuid.UUID) -> int:
    """Return how many somebody is suggested, not counting pairs that rest."""
    theirs = or_(SuggestedPair.one_id == person_id, SuggestedPair.other_id == person_id)
    return (
        db.session.scalar(
            select(func.count()).where(
                SuggestedPair.conference == conference, theirs, SuggestedPair.resting.is_(False)
            )
        )
        or 0
    )


def _who_are_here(conference: str, people: Collection[uuid.UUID]) -> set[uuid.UUID]:
    here = select(Person.id).where(Person.conference == conference, Person.id.in_(people), shown())
    return set(db.session.scalars(here))
