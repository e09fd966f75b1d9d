"""What somebody reads of a table, as a report keeps it."""

from __future__ import annotations

from uuid import UUID

from server.errors import not_found
from server.moderation.views import Writing
from server.people.models import Person
from server.tables.at_table.takeaways import is_shown, shown_in_review, under_review
from server.tables.at_table.written import answer_in
from server.tables.clock import Phase
from server.tables.queries import table_for, talk

Seen = tuple[UUID, Writing]  # whose it is, and what it says


def takeaway(viewer: Person, takeaway_id: UUID) -> Seen:
    """Return who wrote this line, and what everybody reads of it. Raises not-found."""
    row = under_review(viewer.conference, takeaway_id)
    if row is None or not is_shown(row):
        raise not_found()
    return row.person_id, shown_in_review(viewer.conference, [row.id])[row.id].writing


def answer(viewer: Person, answer_id: UUID) -> Seen:
    """Return who wrote an answer that lies open where `viewer` sits. Raises not-found."""
    row = answer_in(viewer.conference, answer_id)
    if row is None or row.text is None or row.hidden:
        raise not_found()
    table = table_for(viewer, row.table_id)
    held = talk(viewer.conference, table.talk_id)
    lies_there = held.phase is Phase.TALKING and table.round == held.round
    if not lies_there or not row.card == table.card == table.open_card:
        raise not_found()
    where = str(table.number) if table.number else held.title
    return row.person_id, Writing(
        revision=row.revision,
        title=None,
        text=row.text,
        language=None,
        details={"table": where},
    )
