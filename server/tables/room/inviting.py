"""Asking those who are free to a talk. Nobody is checked in without saying so themselves.

Nothing here commits.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import delete, insert, select

from server.extensions import db
from server.people.models import Person
from server.realtime.facts import one_person
from server.realtime.publish import number_of, publish
from server.tables.clock import Phase
from server.tables.domain import InvitationList
from server.tables.facts import InvitationGone, Invited
from server.tables.models import Invitation, Talk
from server.tables.queries import view_of


def invite(row: Talk, people: Iterable[UUID]) -> None:
    """Ask these people to a talk that has just been opened; each is told on their own phones."""
    asked = list(people)
    if not asked:
        return
    rows = [{"conference": row.conference, "talk_id": row.id, "person_id": one} for one in asked]
    db.session.execute(insert(Invitation), rows)
    told = Invited(talk=view_of(row))
    for one in asked:
        publish(one_person(row.conference, one), told)


def answered(row: Talk, person_id: UUID) -> None:
    """Ask somebody no more: they have come, or would rather not. Twice is once."""
    mine = delete(Invitation).where(Invitation.talk_id == row.id, Invitation.person_id == person_id)
    if db.session.connection().execute(mine).rowcount:
        publish(one_person(row.conference, person_id), InvitationGone(talk_id=row.id))


def invitation_list(me: Person) -> InvitationList:
    """Return the talks that somebody is asked to and that have not begun, the newest first."""
    rows = db.session.scalars(
        select(Talk)
        .join(Invitation, Invitation.talk_id == Talk.id)
        .where(
            Talk.conference == me.conference,
            Invitation.person_id == me.id,
            Talk.phase == Phase.GATHERING,
        )
        .order_by(Talk.opened_at.desc(), Talk.id)
    )
    return InvitationList(
        number=number_of(me.conference, f"person:{me.id}"),
        feed_number=number_of(me.conference, "feed"),
        talks=tuple(view_of(row) for row in rows),
    )
