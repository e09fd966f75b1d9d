"""Why those who sit together were introduced to each other, as one of them may hear it."""

from __future__ import annotations

from uuid import UUID

from server.matching.domain import Sentence, given_name
from server.matching.queries import visible_cards, wave_between
from server.matching.reasons import reasons, sentence
from server.people.models import Person
from server.tables.domain import Introduction, Introductions
from server.tables.models import Table
from server.tables.seats import seats_of


def introductions(viewer: Person, table: Table) -> Introductions:
    """Return why `viewer` would meet the others at their table: a wave, and what they share.

    It says what suggestions and waves say to them anyway, of those whom they may see.
    """
    others = [seat.person_id for seat in seats_of(table.id) if seat.person_id != viewer.id]
    people = visible_cards(viewer, others)
    why = reasons(viewer, people)
    told = [
        Introduction(person_id=other, sentence=said)
        for other in others
        if other in people
        for said in (_wave(viewer, other, given_name(people[other].name)), why.get(other))
        if said is not None
    ]
    return Introductions(introductions=tuple(told))


def _wave(viewer: Person, other: UUID, name: str) -> Sentence | None:
    if wave_between(viewer.id, other, viewer.conference):  # declined or not, which nobody learns
        return sentence("introduced.you-waved", name=name)
    if (theirs := wave_between(other, viewer.id, viewer.conference)) and not (
        theirs.declined or theirs.kept
    ):
        return sentence("introduced.they-waved", name=name)
    return None
