"""What a host tells everybody in a talk: for two minutes, or until something newer is said."""

from __future__ import annotations

from uuid import UUID

from server import clock
from server.errors import Problem, not_found
from server.extensions import db
from server.people.models import Person
from server.people.queries import refuse_if_muted
from server.realtime.facts import screen
from server.realtime.publish import publish
from server.tables.clock import Phase
from server.tables.conductor.acts import announcement_of, told_by
from server.tables.domain import TalkAnnouncement, in_talk
from server.tables.facts import TalkAnnounced
from server.tables.models import Talk, TalkAnnouncementRow
from server.tables.seats import roster


def announce(row: Talk, announcement_id: UUID, text: str, *, by: Person) -> TalkAnnouncement:
    """Tell everybody in a locked talk something, in place of what was said before.

    Sent twice, it is told once. Raises muted, not-now when the talk is over, or id-taken.
    """
    earlier = db.session.get(TalkAnnouncementRow, announcement_id)
    if earlier is not None:
        if earlier.talk_id != row.id:
            raise Problem("id-taken", 409)
        return told_by(earlier)
    refuse_if_muted(by)
    if row.phase is Phase.ENDED:
        raise Problem("not-now", 409)
    said = TalkAnnouncementRow(
        id=announcement_id,
        talk_id=row.id,
        text=text,
        by_id=by.id,
        at=clock.now(),
        withdrawn=False,
    )
    db.session.add(said)
    db.session.flush()
    _tell(row)
    return told_by(said)


def withdraw(row: Talk, announcement_id: UUID) -> None:
    """Take an announcement down. Raises not-found for one that is not of this locked talk."""
    said = db.session.get(TalkAnnouncementRow, announcement_id)
    if said is None or said.talk_id != row.id:
        raise not_found()
    if not said.withdrawn:
        said.withdrawn = True
        db.session.flush()
        _tell(row)


def fall_silent(row: Talk) -> None:
    """Take down what was said of a phase that is over: "please wrap up" is no way to begin."""
    said = announcement_of(row)
    if said is not None:
        withdraw(row, said.id)


def _tell(row: Talk) -> None:
    """Tell all who are here, whichever page their phones show, all who look on, and the wall."""
    fact = TalkAnnounced(talk_id=row.id, announcement=announcement_of(row))
    publish(in_talk(row.conference, row.id, people=tuple(roster(row))), fact)
    publish(screen(row.conference), fact)
