"""The log of a talk: what hosts and the room did to it, for those who conduct."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from sqlalchemy import func, select

from server import clock
from server.extensions import db
from server.matching.reasons import sentence
from server.people.queries import names
from server.tables.models import Talk, TalkEntry
from server.tables.room.console import Happened, LogLine, TalkLog
from server.texts import say
from server.web.rights import Caller

TOLD = 200  # lines that a host is shown
PEOPLE = ("person", "other")  # the params that are ids


def note(row: Talk, kind: Happened, *, by: Caller | None = None, **params: object) -> None:
    """Write into a locked talk's log what happened. People are named by their ids."""
    note_each(row, kind, [params], by=by)


def note_each(
    row: Talk,
    kind: Happened,
    lines: Iterable[Mapping[str, object]],
    *,
    by: Caller | None = None,
) -> None:
    """Write into a locked talk's log what happened to each of several. lines: their params."""
    last = db.session.scalar(select(func.max(TalkEntry.number)).where(TalkEntry.talk_id == row.id))
    db.session.add_all(
        TalkEntry(
            talk_id=row.id,
            number=number,
            at=clock.now(),
            kind=kind,
            by_id=by.id if by else None,
            params={
                name: str(value) if isinstance(value, uuid.UUID) else value
                for name, value in params.items()
            },
        )
        for number, params in enumerate(lines, (last or 0) + 1)
    )
    db.session.flush()


def strike(row: Talk, kind: Happened) -> None:
    """Take the last line of this kind out of a locked talk's log: it has been undone."""
    of_kind = TalkEntry.talk_id == row.id, TalkEntry.kind == kind
    last = select(TalkEntry).where(*of_kind).order_by(TalkEntry.number.desc()).limit(1)
    entry = db.session.scalar(last)
    if entry is not None:
        db.session.delete(entry)
        db.session.flush()


def entries(row: Talk, *kinds: Happened) -> list[TalkEntry]:
    """Return what a talk's log has of these kinds, in the order in which it happened."""
    wanted = select(TalkEntry).where(TalkEntry.talk_id == row.id, TalkEntry.kind.in_(kinds))
    return list(db.session.scalars(wanted.order_by(TalkEntry.number)))


def talk_log(row: Talk) -> TalkLog:
    """Return what happened in a talk, in sentences, the newest first."""
    newest = list(
        db.session.scalars(
            select(TalkEntry)
            .where(TalkEntry.talk_id == row.id)
            .order_by(TalkEntry.number.desc())
            .limit(TOLD)
        )
    )
    known = names(row.conference, _people_in(newest))
    return TalkLog(
        lines=tuple(
            LogLine(
                number=entry.number,
                at=entry.at,
                sentence=sentence(f"log.{entry.kind.value}", **_spoken(entry, known)),
            )
            for entry in newest
        )
    )


def _people_in(entries: Iterable[TalkEntry]) -> set[uuid.UUID]:
    told = {
        uuid.UUID(entry.params[name])
        for entry in entries
        for name in PEOPLE
        if name in entry.params
    }
    return told | {entry.by_id for entry in entries if entry.by_id}


def _spoken(entry: TalkEntry, known: Mapping[uuid.UUID, str]) -> dict[str, str]:
    """Return what fills the sentence; who has left the conference has no name any more."""

    def name_of(person_id: uuid.UUID) -> str:
        return known.get(person_id) or say("log.somebody")

    spoken = {
        name: name_of(uuid.UUID(value)) if name in PEOPLE else str(value)
        for name, value in entry.params.items()
    }
    if entry.by_id:
        spoken["by"] = name_of(entry.by_id)
    return spoken
