"""Reading what hosts did to a talk's clock, where it stood before, and what they announced."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from server import clock
from server.extensions import db
from server.people.models import Person
from server.tables.clock import UNDO_WITHIN, Clock, Phase
from server.tables.domain import Move, TalkAnnouncement
from server.tables.models import Talk, TalkAnnouncementRow, TalkCommand
from server.tables.room.console import Act

# A round that was undone begins anew as it did the first time, so nothing else takes it back.
UNDOABLE = frozenset(Move) - {Move.UNDO, Move.BACK_TO_LOBBY}
STANDS = timedelta(minutes=2)  # how long an announcement is news
MILLISECOND = timedelta(milliseconds=1)


def last_command(row: Talk) -> TalkCommand | None:
    """Return the last command that was carried out on a talk, or None."""
    version = TalkCommand.answer["version"].as_integer()
    return db.session.scalar(
        select(TalkCommand).where(TalkCommand.talk_id == row.id).order_by(version.desc()).limit(1)
    )


def hurried(row: Talk) -> bool:
    """Say whether a host will not wait for a better seating of the round that is being set."""
    done = last_command(row) if row.phase is Phase.SETTING else None
    if done is None or done.move is not Move.GO_ON or done.answer["version"] != row.version:
        return False
    return done.before is None  # else it led here from the round before


def last_act(row: Talk) -> Act | None:
    """Return what a host did last, as hosts see it, or None."""
    done = last_command(row)
    return None if done is None else act_of(done)


def act_of(done: TalkCommand) -> Act:
    """Return a host's command as hosts see it."""
    return Act(
        move=done.move,
        by=db.session.scalar(select(Person.name).where(Person.id == done.by_id)) or "",
        at=done.at,
        version=done.answer["version"],
        undo_until=None if done.before is None else done.at + UNDO_WITHIN,
    )


def announcement_of(row: Talk) -> TalkAnnouncement | None:
    """Return what everybody in a talk is told now, or None."""
    said = db.session.scalar(
        select(TalkAnnouncementRow)
        .where(TalkAnnouncementRow.talk_id == row.id)
        .order_by(TalkAnnouncementRow.at.desc(), TalkAnnouncementRow.id.desc())
        .limit(1)
    )
    if said is None or said.withdrawn or row.phase is Phase.ENDED:
        return None
    told = told_by(said)
    return told if told.until > clock.now() else None


def told_by(said: TalkAnnouncementRow) -> TalkAnnouncement:
    """Return an announcement as everybody sees it."""
    return TalkAnnouncement(id=said.id, text=said.text, at=said.at, until=said.at + STANDS)


def clock_of(row: Talk) -> Clock:
    """Return the talk's clock."""
    return Clock(
        phase=row.phase,
        round=row.round,
        rounds=row.rounds,
        ends_at=row.ends_at,
        paused_left=None if row.paused_left is None else row.paused_left * MILLISECOND,
        minutes=row.minutes,
        version=row.version,
    )


def kept(stand: Clock) -> dict[str, Any]:
    """Return where a clock stands, as it is kept with a command that can be undone."""
    return {
        "phase": stand.phase,
        "round": stand.round,
        "ends_at": None if stand.ends_at is None else stand.ends_at.isoformat(),
        "paused_left": None if stand.paused_left is None else stand.paused_left // MILLISECOND,
        "version": stand.version,
    }


def clock_before(row: Talk, stand: dict[str, Any]) -> Clock:
    """Return the talk's clock as it stood when `stand` was kept."""
    ends_at, left = stand["ends_at"], stand["paused_left"]
    return Clock(
        phase=Phase(stand["phase"]),
        round=stand["round"],
        rounds=row.rounds,
        ends_at=None if ends_at is None else datetime.fromisoformat(ends_at),
        paused_left=None if left is None else left * MILLISECOND,
        minutes=row.minutes,
        version=stand["version"],
    )
