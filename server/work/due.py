"""Scheduling, claiming and running due work. Whichever process is first does it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from flask import Flask, current_app
from sqlalchemy import ColumnElement, delete, func, select, update

from server import clock
from server.database import reading, upsert, writing
from server.extensions import db
from server.realtime.publish import after_commit
from server.work.models import DueWork

log = logging.getLogger(__name__)

CLAIM = timedelta(seconds=30)  # how long a claim keeps others away
HOLD = 10.0  # seconds, after which it is claimed anew while it goes on
RETRY = timedelta(seconds=2)  # doubled with each failed attempt, to at most an hour
LONGEST_RETRY = timedelta(hours=1)

Handler = Callable[[str, str], None]


def handle_due(app: Flask, kind: str, handler: Handler, *, takes_long: bool = False) -> None:
    """Let `handler(conference, key)` do the work of this kind.

    It runs outside any transaction, may run twice after a crash, and opens its own.
    takes_long: it waits for arithmetic, so what falls due after it need not wait for it, and the
        claim is held until it has ended, however long that takes.
    """
    app.extensions.setdefault("happenstance-due", {})[kind] = handler
    if takes_long:
        app.extensions.setdefault("happenstance-long", set()).add(kind)


def schedule(conference: str, kind: str, key: str, at: datetime) -> None:
    """Have work done at `at`, in place of what was due for the same kind and key."""
    cancel(conference, kind, key)
    db.session.add(DueWork(conference=conference, kind=kind, key=key, at=at))
    after_commit(current_app.extensions["happenstance-wake"])


def schedule_unless_due(conference: str, kind: str, key: str, at: datetime) -> None:
    """Have work done at `at`, unless work for the same kind and key is due already.

    What somebody has begun to do is done once more, since it may have read too early. What waits
    keeps its moment, and waits for this transaction, so that it knows what is told here.
    """
    waits = select(DueWork.id).where(*_of(conference, kind, key), DueWork.attempts == 0)
    if db.session.scalar(waits.with_for_update(read=True)) is not None:
        return  # many may ask at once, but nobody begins meanwhile
    added = upsert(db.session, DueWork).values(
        conference=conference, kind=kind, key=key, at=at, attempts=0
    )
    anew = added.on_conflict_do_update(
        index_elements=["conference", "kind", "key"],
        set_={"at": at, "attempts": 0},
        where=DueWork.attempts > 0,
    )
    if db.session.connection().execute(anew).rowcount:
        after_commit(current_app.extensions["happenstance-wake"])


def is_due(conference: str, kind: str, key: str) -> bool:
    """Say whether work is due for this kind and key, now or in time to come."""
    wanted = select(DueWork.id).where(*_of(conference, kind, key))
    return db.session.scalar(wanted) is not None


def cancel(conference: str, kind: str, key: str) -> None:
    """Drop the work that is due for this kind and key, if any."""
    db.session.execute(delete(DueWork).where(*_of(conference, kind, key)))


def run_due() -> datetime | None:
    """Do all that is due now; return the moment when more will be, or None."""
    beside = current_app.extensions.get("happenstance-beside")
    long = current_app.extensions.get("happenstance-long", set())
    while (claimed := _claim_one()) is not None:
        if beside and claimed.kind in long:
            claim = _Claim(claimed)
            beside(claim.hold)
            beside(partial(_run, claimed, claim.end))
        else:
            _run(claimed)
    with reading(db.session):
        return db.session.scalar(select(func.min(DueWork.at)))


class _Claim:
    """A claim to work that may take longer than others would be kept away from it."""

    def __init__(self, work: DueWork) -> None:
        self.work = work
        self._ended = threading.Event()
        self._holding = threading.Lock()

    def hold(self) -> None:
        """Keep others away for as long again, and again, until it ends."""
        while not self._ended.wait(HOLD):
            with self._holding:
                if not self._ended.is_set():
                    until = clock.now() + CLAIM
                    with writing(db.session):
                        still = update(DueWork).where(*_still(self.work))
                        db.session.execute(still.values(at=until))
                    self.work.at = until

    def end(self) -> None:
        """Let it be as it stands from now on."""
        self._ended.set()
        with self._holding:
            pass


def _of(conference: str, kind: str, key: str) -> list[ColumnElement[bool]]:
    return [DueWork.conference == conference, DueWork.kind == kind, DueWork.key == key]


def _claim_one() -> DueWork | None:
    """Claim the longest due row by moving its moment into the future."""
    now = clock.now()
    longest_due = select(DueWork).where(DueWork.at <= now).order_by(DueWork.at).limit(1)
    with reading(db.session):
        if db.session.scalar(longest_due) is None:
            return None
    with writing(db.session):
        work = db.session.scalar(longest_due.with_for_update(skip_locked=True))
        if work is None:
            return None
        work.at = now + CLAIM
        work.attempts += 1
        db.session.flush()
        db.session.expunge(work)
        return work


def _run(work: DueWork, end_of_claim: Callable[[], None] = lambda: None) -> None:
    handlers: dict[str, Handler] = current_app.extensions["happenstance-due"]
    done = False
    try:
        handlers[work.kind](work.conference, work.key)
        done = True
    except Exception:
        if current_app.testing:
            raise
        log.exception("due work failed: %s, attempt %d", work.kind, work.attempts)
    finally:
        end_of_claim()
    if done:
        with writing(db.session):
            db.session.execute(delete(DueWork).where(*_still(work)))
    else:
        _retry_later(work)


def _retry_later(work: DueWork) -> None:
    wait = min(RETRY * 2 ** min(work.attempts - 1, 12), LONGEST_RETRY)
    with writing(db.session):
        db.session.execute(update(DueWork).where(*_still(work)).values(at=clock.now() + wait))


def _still(work: DueWork) -> list[ColumnElement[bool]]:
    """Return the conditions under which a row is the one claimed.

    The same key may have been scheduled again meanwhile, and SQLite gives a new row the number of
    the old one; and work whose claim ran out may have been claimed by another. Both count anew.
    """
    return [DueWork.id == work.id, DueWork.attempts == work.attempts, DueWork.at == work.at]
