"""Seating people: dealing a round, a chair for a latecomer, a chair set free."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, func, or_, select

from server import clock
from server.database import in_turns
from server.extensions import db
from server.people import ties as people
from server.people.actions import rights_changed
from server.people.models import Person
from server.people.pairs import met_pairs
from server.realtime.facts import screen
from server.realtime.publish import publish
from server.tables.clock import Phase
from server.tables.domain import (
    LATE_SEAT_NEEDS,
    Happened,
    TableView,
    TalkView,
    at_table,
    hosts_of,
    in_talk,
)
from server.tables.facts import GuestsChanged, RoomSet, RoomShown, TableSet, TalkMoved
from server.tables.hall import Tables, numbered
from server.tables.log import note
from server.tables.models import Apart, CheckIn, Seat, Table, Talk
from server.tables.queries import guests, report_of, table_views, view_of
from server.tables.seating.planner import seat_latecomer
from server.tables.seats import (
    heads,
    kept_apart,
    locks,
    people_by_table,
    roster,
    sat_together,
    seat_of,
    seated_table,
    seats_of,
    tables_of,
)
from server.tables.tables_in_use import numbers_in_use
from server.tables.turns import in_turn, listeners, pass_on, time_left
from server.tables.written import lay_open_once_done

SEATED_PHASES = {Phase.MOVING, Phase.TALKING}
AT_ONCE = 5  # tables, before others are served


def deal(row: Talk, planned: Tables) -> None:
    """Seat everybody who is here for the round that begins, as planned and as far as it holds.

    Those who left since the plan was made free their chairs; those who came get one.
    """
    card, listening = _next_card(row), listeners(row)
    in_hall = _in_hall(row, _repaired(row, planned))
    for some in in_turns(in_hall.items(), AT_ONCE):
        laid = [_lay(row, number, there, card, listening) for number, there in some]
        db.session.add_all(table for table, _ in laid)
        db.session.flush()
        db.session.add_all(seat for _, seats in laid for seat in seats)
        db.session.flush()
    seated = sum(map(len, in_hall.values()))
    note(row, Happened.DEALT, round=row.round, people=seated, tables=len(in_hall))


def _lay(
    row: Talk, number: int, people_there: Iterable[str], card: int, listening: set[UUID]
) -> tuple[Table, list[Seat]]:
    """Return a table of the round that begins, and the seats there in the order of turns."""
    table = Table(
        id=uuid.uuid4(),
        talk_id=row.id,
        round=row.round,
        number=number,
        card=card,
        writes=row.writes,
        version=1,
    )
    order = in_turn(row, number, [UUID(person) for person in people_there])
    there = [_seat(table, one, chair, listens=one in listening) for chair, one in enumerate(order)]
    there.sort(key=lambda seat: seat.listens)
    pass_on(row, table, there)
    return table, there


def tell_round(row: Talk) -> None:
    """Tell everybody their table with one message a table, and the hosts and screen the room."""
    talk = view_of(row)
    publish(in_talk(row.conference, row.id), TalkMoved(talk=talk))
    for table in table_views(row, tables_of(row)):
        _tell(row, talk, table)
    publish(
        hosts_of(row.conference, row.id),
        RoomSet(talk=talk, people=guests(row), tables=heads(row), report=report_of(row)),
    )
    show_room(row)


def show_room(row: Talk) -> None:
    """Show the talk's clock and tables on the screen."""
    tables = heads(row) if row.phase in SEATED_PHASES else ()
    publish(screen(row.conference), RoomShown(talk=view_of(row), tables=tables))


def tell_table(row: Talk, table: Table) -> None:
    """Tell a table that its people, its prompt, the turn or what is written there has changed."""
    db.session.flush()
    chairs = seats_of(table.id)
    pass_on(row, table, chairs)
    lay_open_once_done(table, chairs)
    tell_tables(row, [table])


def tell_tables(row: Talk, tables: list[Table]) -> None:
    """Tell each of some tables of the present round how it is now."""
    for table in tables:
        table.version += 1
    db.session.flush()
    talk = view_of(row)
    for view in table_views(row, tables):
        _tell(row, talk, view)


def tell_hosts(row: Talk, changed: Iterable[UUID], gone: Iterable[UUID] = ()) -> None:
    """Tell the hosts whose place changed, and who left."""
    publish(
        hosts_of(row.conference, row.id),
        GuestsChanged(
            talk=view_of(row), people=guests(row, changed), gone=tuple(gone), tables=heads(row)
        ),
    )


def seat_late(row: Talk, person_id: UUID) -> bool:
    """Give a latecomer a chair at the smallest table; say whether there was one worth having.

    With a minute or less left, or every table full, they wait for the next round.
    """
    if row.phase not in SEATED_PHASES or _too_late(row):
        return False
    seating = people_by_table(row, row.round)
    tables = [table for table in tables_of(row) if seating[table.id]]
    people_there = [seating[table.id] for table in tables]
    chosen = _best_table(_Pairs.of(row), people_there, person_id, row.largest)
    if chosen is None:
        return False
    table = tables[chosen]
    sit(table, person_id, next_chair(table))
    tell_table(row, table)
    return True


def free_chair(row: Talk, person_id: UUID) -> list[UUID]:
    """Free somebody's chair in the present round; return those who had to move because of it.

    Whoever would be left alone at the table is given a chair at another one, unless a host has
    put them there.
    """
    table = seated_table(row.id, row.round, person_id)
    if table is None or row.phase not in SEATED_PHASES:
        return []
    get_up(row, person_id)
    return close_up(row, table)


def close_up(row: Talk, table: Table) -> list[UUID]:
    """See to a table that somebody has just left; return who had to move because of it."""
    left = seats_of(table.id)
    if len(left) == 1 and len(tables_of(row)) > 1 and not _is_to_stay(row, left[0]):
        alone = left[0].person_id
        get_up(row, alone)
        if seat_late(row, alone):
            now = db.session.get_one(Table, seat_of(row, alone).table_id)
            note(row, Happened.RESEATED, person=alone, was=table.number, table=now.number)
            return [alone]
        sit(table, alone, 0)
    tell_table(row, table)
    return []


def remember_meetings(row: Talk) -> None:
    """Write into the history that those who sat together in this round have met."""
    people.met(row.conference, sat_together(row, row.round))


def forget_meetings(row: Talk) -> None:
    """Take it back that those of this round have met: it goes on after all."""
    people.unmet(row.conference, sat_together(row, row.round))


def forget_person(row: Talk, person_id: UUID) -> None:
    """Delete the chairs that somebody had in past rounds, and with whom they would not sit."""
    db.session.execute(delete(Seat).where(Seat.talk_id == row.id, Seat.person_id == person_id))
    either = or_(Apart.person_id == person_id, Apart.other_id == person_id)
    db.session.execute(delete(Apart).where(Apart.talk_id == row.id, either))


def _repaired(row: Talk, planned: Tables) -> Tables:
    here = [str(person) for person in roster(row)]
    came = set(here)
    tables = [[person for person in there if person in came] for there in planned]
    seated = {person for there in tables for person in there}
    waiting = [person for person in here if person not in seated]
    if len(seated) > 1:  # nobody stays alone at a table while there are others to sit with
        waiting += [person for there in tables if len(there) == 1 for person in there]
    tables = [there for there in tables if len(there) > 1 or (there and len(seated) == 1)]
    if not waiting:
        return tables
    pairs = _Pairs.of(row)
    for person in waiting:
        chosen = _best_table(pairs, tables, UUID(person), row.largest) if tables else None
        if chosen is None:
            tables.append([person])
        else:
            tables[chosen].append(person)
    return tables


@dataclass(frozen=True)
class _Pairs:
    """Who must not sit together, and who has met."""

    blocked: list[tuple[str, str]]
    met: list[tuple[str, str]]

    @classmethod
    def of(cls, row: Talk) -> _Pairs:
        return cls(as_text(kept_apart(row)), as_text(met_pairs(row.conference)))


def _best_table(
    pairs: _Pairs, tables: Iterable[Iterable[object]], person_id: UUID, maximum: int
) -> int | None:
    return seat_latecomer(
        [[str(one) for one in there] for there in tables],
        str(person_id),
        maximum=maximum,
        blocked=pairs.blocked,
        met=pairs.met,
    )


def as_text(pairs: Iterable[tuple[UUID, UUID]]) -> list[tuple[str, str]]:
    """Return pairs of people as the planner and its child process take them."""
    return [(str(one), str(other)) for one, other in pairs]


def _too_late(row: Talk) -> bool:
    if row.phase is not Phase.TALKING or row.round == row.rounds:
        return False  # there is time before the talking, and no round to wait for after the last
    return (time_left(row) or 0) <= LATE_SEAT_NEEDS * 1000


def _next_card(row: Talk) -> int:
    last = db.session.scalar(
        select(func.max(Table.card)).where(Table.talk_id == row.id, Table.round < row.round)
    )
    return 0 if last is None else last + 1


def _seat(table: Table, person_id: UUID, chair: int, *, listens: bool) -> Seat:
    return Seat(
        talk_id=table.talk_id,
        round=table.round,
        person_id=person_id,
        table_id=table.id,
        chair=chair,
        listens=listens,
        spoke=None,
        since=clock.now(),
        until=None,
    )


def next_chair(table: Table) -> int:
    """Return the chair after the last at a table."""
    last = db.session.scalar(select(func.max(Seat.chair)).where(Seat.table_id == table.id))
    return 0 if last is None else last + 1


def sit(table: Table, person_id: UUID, chair: int, *, by_hand: bool = False) -> None:
    """Give somebody a chair, where they may have sat before in this round."""
    here = db.session.get(CheckIn, (table.talk_id, person_id))
    seat = _seat(table, person_id, chair, listens=here is not None and here.listens)
    seat.by_hand = by_hand
    db.session.merge(seat)
    db.session.flush()


def get_up(row: Talk, person_id: UUID) -> Seat:
    """Free a chair; who has talked with somebody there stays among those they sat with.

    Whoever gets up hears that table no more.
    """
    seat = seat_of(row, person_id)
    if row.phase is Phase.TALKING:
        seat.until = clock.now()
    else:
        db.session.delete(seat)
    rights_changed(db.session.get_one(Person, person_id))
    db.session.flush()
    return seat


def _is_to_stay(row: Talk, seat: Seat) -> bool:
    return seat.by_hand or seat.person_id in locks(row)


def _in_hall(row: Talk, tables: Tables) -> dict[int, list[str]]:
    locked = {str(person): number for person, number in locks(row).items()}
    return numbered(
        tables,
        locked,
        apart=as_text(kept_apart(row)) if locked else (),
        first=row.first_table,
        taken=numbers_in_use(row.conference, but=row.id),
    )


def _tell(row: Talk, talk: TalkView, table: TableView) -> None:
    people_there = tuple(one.person.id for one in table.people)
    publish(at_table(row.conference, table.id, people_there), TableSet(talk=talk, table=table))
