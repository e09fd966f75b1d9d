"""Telling those who see somebody how they are now: themselves, others, organisers, the screen.

For actions. Nothing here commits.
"""

from __future__ import annotations

from functools import partial

from server.extensions import db
from server.people.changing import follow_hidden_or_shown, follow_people, follow_person
from server.people.domain import Shared
from server.people.facts import (
    CardChanged,
    GuestChanged,
    PeopleCounted,
    PersonBack,
    PersonGone,
    ProfileChanged,
    WallChanged,
)
from server.people.finding import folded_name, how_many
from server.people.models import Person
from server.people.queries import card_of, guest_of, profile_of
from server.realtime import facts
from server.realtime.publish import after_commit, publish
from server.realtime.silence import silence_person


def changed(person: Person) -> None:
    """Tell somebody, those who see them, the wall and the organisers how they are now."""
    person.version += 1
    person.folded_name = folded_name(person.name, person.organisation)
    db.session.flush()
    publish(
        facts.one_person(person.conference, person.id), ProfileChanged(profile=profile_of(person))
    )
    if not person.hidden:
        card = CardChanged(person=card_of(person))
        publish(facts.feed(person.conference), card, about=[person.id])
        publish(facts.screen(person.conference), card)
    tell_organisers(person)
    follow_person(person)
    follow_people(person.conference)


def rights_changed(person: Person) -> None:
    """Have what somebody may hear decided anew once this is committed, in every process."""
    person.rights_version += 1
    after_commit(partial(silence_person, person.id))


def show_or_hide(person: Person, *, hidden: bool) -> None:
    """Take somebody and all they wrote from everybody's sight at once, or show them again."""
    person.hidden = hidden
    fact = PersonGone(person_id=person.id) if hidden else PersonBack(person_id=person.id)
    publish(facts.feed(person.conference), fact, about=[person.id])
    publish(facts.screen(person.conference), fact)
    db.session.flush()
    follow_hidden_or_shown(person)


def tell_count(conference: str) -> None:
    """Tell the screen how many people are here."""
    db.session.flush()
    publish(facts.screen(conference), PeopleCounted(people=how_many(conference)))


def tell_wall(person: Person, *, was_there: bool) -> None:
    """Tell the screen of somebody who may be named there, or might until now."""
    agreed = Shared.WALL in person.shares
    if agreed or was_there:
        publish(facts.screen(person.conference), WallChanged(person_id=person.id, agreed=agreed))


def tell_organisers(person: Person) -> None:
    """Tell organisers how somebody is now, and how many people are here."""
    if not person.screen:
        db.session.flush()
        publish(
            facts.reviewers(person.conference),
            GuestChanged(guest=guest_of(person), total=how_many(person.conference)),
        )
