"""What tables write in place of talking: reading it, and when it lies open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from server.extensions import db
from server.tables.domain import WrittenAnswer, WrittenRound
from server.tables.models import Seat, Table, Talk, Written
from server.tables.seats import Chair

SUBJECT = "written"  # as reports and the audit chain name an answer
FORGET_WRITTEN = "tables.forget-written"
FORGET_WRITTEN_AFTER = timedelta(seconds=15)  # longer than the end of a talk can be undone

Answers = Mapping[UUID, Mapping[UUID, Written]]  # by table and person


def written_at(tables: Sequence[Table]) -> Answers:
    """Return the answers to the cards that lie on these tables."""
    answers: dict[UUID, dict[UUID, Written]] = defaultdict(dict)
    if tables:
        cards = {table.id: table.card for table in tables}
        for row in db.session.scalars(select(Written).where(Written.table_id.in_(cards))):
            if row.card == cards[row.table_id]:
                answers[row.table_id][row.person_id] = row
    return answers


def written_round(table: Table, chairs: Sequence[Seat | Chair], written: Answers) -> WrittenRound:
    """Return what a table has written so far, as those who sit there may see it."""
    answers = written.get(table.id, {})
    rows = [answers[chair.person_id] for chair in chairs if chair.person_id in answers]
    is_open = table.open_card == table.card
    return WrittenRound(
        done=tuple(row.person_id for row in rows),
        open=is_open,
        answers=tuple(
            WrittenAnswer(id=row.id, person_id=row.person_id, text=row.text)
            for row in rows
            if is_open and row.text is not None and not row.hidden
        ),
    )


def lay_open_once_done(table: Table, chairs: Sequence[Seat]) -> None:
    """Lay the answers open once everybody at the table has given one, or passed."""
    if table.writes and chairs:
        done = written_at([table]).get(table.id, {})
        if all(chair.person_id in done for chair in chairs):
            table.open_card = table.card


def answer_in(conference: str, answer_id: UUID) -> Written | None:
    """Return an answer, if it is still there."""
    return db.session.scalar(
        select(Written)
        .join(Table, Table.id == Written.table_id)
        .join(Talk, Talk.id == Table.talk_id)
        .where(Talk.conference == conference, Written.id == answer_id)
        .execution_options(populate_existing=True)
    )
