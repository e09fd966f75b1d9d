"""What tables write in place of talking: reading it, and when it lies open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from server.extensions import db
from server.moderation.domain import Shown, Standing, State, Writing
from server.tables.domain import WrittenAnswer, WrittenRound
from server.tables.models import Seat, Table, Talk, Written
from server.tables.seats import Chair

SUBJECT = "written"  # as reviews and the audit chain name a reported answer
REFUSED = (State.SENT_BACK, State.CLOSED)
HIDDEN = (State.IN_REVIEW, *REFUSED)
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
            if is_open and row.text is not None and row.state not in HIDDEN
        ),
    )


def lay_open_once_done(table: Table, chairs: Sequence[Seat]) -> None:
    """Lay the answers open once everybody at the table has given one, or passed."""
    if table.writes and chairs:
        done = written_at([table]).get(table.id, {})
        if all(chair.person_id in done for chair in chairs):
            table.open_card = table.card


def reported(conference: str, answer_id: UUID) -> Written | None:
    """Return an answer that was reported, if it is still there; its review is locked."""
    return db.session.scalar(
        select(Written)
        .join(Table, Table.id == Written.table_id)
        .join(Talk, Talk.id == Table.talk_id)
        .where(Talk.conference == conference, Written.id == answer_id)
        .execution_options(populate_existing=True)
    )


def standing(conference: str, answer_id: UUID) -> Standing:
    """Return where a reported answer stands; what is gone counts as taken back."""
    answer = reported(conference, answer_id)
    return Standing(state=State.WITHDRAWN) if answer is None else standing_of(answer)


def standing_of(answer: Written) -> Standing:
    """Return where an answer stands. A refusal can be undone as long as the text is there."""
    if answer.text is None or answer.state is None:
        return Standing(state=State.WITHDRAWN)
    live = 1 if answer.state is State.LIVE else None
    return Standing(state=answer.state, live=live, told=answer.state not in REFUSED)


def shown_in_review(conference: str, answers: Collection[UUID]) -> dict[UUID, Shown]:
    """Return what organisers read of reported answers."""
    rows = db.session.execute(
        select(Written, Table.number, Talk.title)
        .join(Table, Table.id == Written.table_id)
        .join(Talk, Talk.id == Table.talk_id)
        .where(Talk.conference == conference, Written.id.in_(answers))
    )
    return {
        answer.id: Shown(
            writing=Writing(
                revision=1,
                text=answer.text or "",
                language=None,
                details={"table": str(number) if number else title},
            ),
            live=None,
        )
        for answer, number, title in rows
    }
