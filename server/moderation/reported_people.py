"""Somebody's own profile as something that can be reported. Nothing here commits."""

from __future__ import annotations

import uuid

from server.moderation import reporting
from server.moderation.views import Writing
from server.people.domain import Shared
from server.people.models import Connection, Person
from server.people.pairs import partners
from server.people.queries import card_of, person, visible_person
from server.people.telling import changed, show_or_hide

SUBJECT = "person"  # as reports and the audit chain name a profile


def seen(viewer: Person, person_id: uuid.UUID) -> tuple[uuid.UUID, Writing]:
    """Return what `viewer` reads of somebody: their name, and what they share. Raises not-found."""
    row = visible_person(viewer, person_id)
    details = {"organisation": card_of(row).organisation}
    connected = person_id in partners(Connection, viewer.conference, viewer.id)
    if connected and Shared.LINK in row.shares:
        details["link"] = row.link
    return row.id, Writing(
        revision=row.version,
        title=None,
        text=row.name,
        language=None,
        details={name: told for name, told in details.items() if told},
    )


def hide(conference: str, person_id: uuid.UUID, revision: int | None) -> None:
    """Hide somebody, as organisers decided on a report, or show them again.

    Whoever is banned is hidden as long as that lasts, and afterwards as was decided here.
    """
    row = person(conference, person_id, lock=True)
    hidden = revision is not None
    if row.banned_because is not None:
        row.hidden_before_ban = hidden
    elif row.hidden is not hidden:
        show_or_hide(row, hidden=hidden)
        changed(row)


def follow(row: Person) -> None:
    """Have what was reported of somebody say whether they are hidden now."""
    reporting.follow(row.conference, SUBJECT, row.id, hidden=row.hidden)
