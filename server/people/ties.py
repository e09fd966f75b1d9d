"""What is between two people: blocks, meetings, connections. Nothing here commits."""

from __future__ import annotations

import uuid

from sqlalchemy import bindparam, delete, update

from server import clock
from server.database import upsert
from server.errors import not_found
from server.extensions import db
from server.people.blocking import follow_sight, part_them
from server.people.domain import ordered
from server.people.facts import PersonBack, PersonGone
from server.people.models import Block, Connection, Meeting, Person
from server.people.pairs import lock_pair
from server.people.tying import follow_met, follow_ties
from server.realtime import facts
from server.realtime.publish import publish_apart

Pair = tuple[uuid.UUID, uuid.UUID]


def block(person: Person, other: Person) -> None:
    """Keep two people from seeing each other, both ways and without a word."""
    key = (person.conference, person.id, other.id)
    if person.id == other.id:
        raise not_found()
    lock_pair(person, other.id)
    if db.session.get(Block, key) is None:
        db.session.add(
            Block(
                conference=person.conference,
                by_id=person.id,
                blocked_id=other.id,
                at=clock.now(),
            )
        )
        part_them(person, other)
        _tell_each(person, other, PersonGone)


def unblock(person: Person, other_id: uuid.UUID) -> None:
    """Take a block back. Unless the other has one, too, each sees the other again.

    The pair is locked: of two who take back theirs at one moment, the second sees both gone.
    """
    lock_pair(person, other_id)
    block = db.session.get(Block, (person.conference, person.id, other_id))
    if block is None:
        return
    db.session.delete(block)
    db.session.flush()
    follow_ties(person.conference)
    if db.session.get(Block, (person.conference, other_id, person.id)) is None:
        _tell_each(person, db.session.get_one(Person, other_id), PersonBack)


def met(conference: str, pairs: set[Pair]) -> set[Pair]:
    """Remember that these pairs have met now: at a table or one to one.

    Returns those for whom it was the first time, in the order in which pairs are stored.
    """
    if not pairs:
        return set()
    now = clock.now()
    insert = upsert(db.session, Meeting)
    rows = [
        {
            "conference": conference,
            "one_id": one,
            "other_id": other,
            "first_at": now,
            "last_at": now,
            "times": 1,
        }
        for one, other in sorted(ordered(*pair) for pair in pairs)
    ]
    written = db.session.connection().execute(
        insert.on_conflict_do_update(
            index_elements=[Meeting.conference, Meeting.one_id, Meeting.other_id],
            set_={"last_at": insert.excluded.last_at, "times": Meeting.times + 1},
        ).returning(Meeting.one_id, Meeting.other_id, Meeting.times),
        rows,
    )
    first = {(one, other) for one, other, times in written if times == 1}
    follow_ties(conference)
    follow_met(conference, first)
    return first


def unmet(conference: str, pairs: set[Pair]) -> None:
    """Take it back that these pairs have met, once each."""
    if not pairs:
        return
    theirs = (
        Meeting.conference == conference,
        Meeting.one_id == bindparam("one"),
        Meeting.other_id == bindparam("other"),
    )
    rows = [{"one": one, "other": other} for one, other in sorted(ordered(*p) for p in pairs)]
    write = db.session.connection().execute
    write(update(Meeting).where(*theirs).values(times=Meeting.times - 1), rows)
    write(delete(Meeting).where(*theirs, Meeting.times < 1), rows)
    follow_ties(conference)
    follow_met(conference, {(row["one"], row["other"]) for row in rows})


def connect(person: Person, other: Person) -> bool:
    """Connect two people who both want to; say whether they were not connected before."""
    one, other_id = ordered(person.id, other.id)
    if db.session.get(Connection, (person.conference, one, other_id)) is not None:
        return False
    db.session.add(
        Connection(conference=person.conference, one_id=one, other_id=other_id, at=clock.now())
    )
    follow_ties(person.conference)
    return True


def disconnect(person: Person, other_id: uuid.UUID) -> bool:
    """Take a connection back, for both; say whether there was one."""
    connection = db.session.get(Connection, (person.conference, *ordered(person.id, other_id)))
    if connection is None:
        return False
    db.session.delete(connection)
    follow_ties(person.conference)
    return True


def _tell_each(person: Person, other: Person, fact: type[PersonGone | PersonBack]) -> None:
    """Take each off the other's phone at once, or put them back.

    To both it is as if the other had been hidden, or were shown again. Nobody is told that somebody
    is back whom an organiser has hidden meanwhile.
    """
    told = {
        viewer.id: fact(person_id=seen.id)
        for viewer, seen in ((person, other), (other, person))
        if fact is PersonGone or not seen.hidden
    }
    if told:
        publish_apart(facts.feed(person.conference), told)
    follow_sight(person, other)
