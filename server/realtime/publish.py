"""Telling facts: numbered in the transaction that made them true, told after its commit."""

from __future__ import annotations

import logging
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from flask import Flask, current_app
from sqlalchemy import delete, event, insert, select
from sqlalchemy.orm import Session, SessionTransaction

from server.database import in_turns, reading, upsert
from server.extensions import db, socketio
from server.realtime.facts import Audience, Fact, person_room
from server.realtime.manager import TOGETHER, Emit
from server.realtime.models import Stream
from server.web.values import to_wire

log = logging.getLogger(__name__)

FIRST = 1  # number of a stream
AT_ONCE = 5  # facts of one commit, before others are served
TOGETHER_AT_ONCE = 100  # facts that were read afterwards, written to phones in one go
RAISED_AT_ONCE = 200  # numbers, likewise

WhoMustNotHear = Callable[[str, frozenset[uuid.UUID]], Iterable[uuid.UUID]]
AfterCommit = Callable[[], None]
Read = Callable[[], Iterable[tuple[Audience, Fact]]]
StreamKey = tuple[str, str]  # conference and name


@dataclass(frozen=True)
class _Told:
    """A fact on its way to an audience, or None; `apart`: what some people hear in its place."""

    audience: Audience
    fact: Fact | None
    about: frozenset[uuid.UUID]
    apart: Mapping[uuid.UUID, Fact]


def publish(
    audience: Audience,
    fact: Fact,
    *,
    about: Iterable[uuid.UUID] = (),
    instead: Mapping[uuid.UUID, Fact] | None = None,
) -> None:
    """Tell `fact` to `audience` once the present transaction has committed.

    about: the people the fact shows. Those who must not hear of them get its bare number.
    instead: what some people are told under that number in its place.
    Only actions call this.
    """
    _tell_later(_Told(audience, fact, frozenset(about), instead or {}))


def publish_apart(audience: Audience, facts: Mapping[uuid.UUID, Fact]) -> None:
    """Tell each of these people their own fact under one number, of which the others hear no more.

    To each it is like any fact of that audience: nobody can tell that not all have heard it.
    Only actions call this.
    """
    _tell_later(_Told(audience, None, frozenset(), facts))


def begin_streams(audiences: Iterable[Audience]) -> None:
    """Give these new streams the number of the first fact that is told there, in time to come.

    Their fact is published later, with `publish_afterwards(begun=…)`. Only actions call this.
    """
    rows = [
        {"conference": one.conference, "name": one.stream, "number": FIRST} for one in audiences
    ]
    db.session.connection().execute(insert(Stream), rows)


def forget_streams(audiences: Iterable[Audience]) -> None:
    """Forget the numbers of streams of what is no more. Only actions call this."""
    for conference, some in groupby(audiences, key=lambda one: one.conference):
        theirs = Stream.conference == conference, Stream.name.in_([one.stream for one in some])
        db.session.connection().execute(delete(Stream).where(*theirs))


def publish_afterwards(
    audiences: Iterable[Audience], read: Read, *, begun: Iterable[Audience] = ()
) -> None:
    """Give a fact to each of these audiences its number now, and have `read` say it afterwards.

    For what concerns a whole hall: it is read once others may write again, in one snapshot as
    old as the change or newer. To applying a fact it makes no difference: newer ones follow it.
    begun: those who hear it as the first of their stream, which has its number already.
    Only actions call this.
    """
    to_read = ([_key(one) for one in audiences], [_key(one) for one in begun], read)
    db.session.info.setdefault("facts_to_read", []).append(to_read)


def after_commit(act: AfterCommit) -> None:
    """Run `act` once the present transaction has committed, after its facts were told.

    It has no transaction of its own: hand it finished values.
    """
    db.session.info.setdefault("after_commit", []).append(act)


def hide_facts_by(app: Flask, who_must_not_hear: WhoMustNotHear) -> None:
    """Let `who_must_not_hear(conference, about)` name those to spare a fact about people."""
    app.extensions["happenstance-who-must-not-hear"] = who_must_not_hear


def number_of(conference: str, stream: str) -> int:
    """Return how many facts this stream has told so far."""
    row = db.session.get(Stream, (conference, stream), populate_existing=True)
    return row.number if row else 0


def numbers_of(conference: str, streams: Iterable[str]) -> dict[str, int]:
    """Return how many facts each of these streams has told so far, if it has told any."""
    rows = db.session.execute(
        select(Stream.name, Stream.number).where(
            Stream.conference == conference, Stream.name.in_(streams)
        )
    )
    return {name: number for name, number in rows}  # noqa: C416


def listen(session: Any) -> None:
    """Have the facts of `session` numbered before each commit, and told after it."""
    event.listen(session, "after_transaction_create", _refuse_savepoints)
    event.listen(session, "before_commit", _number_facts)
    event.listen(session, "after_commit", _tell_facts)
    event.listen(session, "after_rollback", _forget_facts)


def _refuse_savepoints(_session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        raise RuntimeError("no savepoints: facts are told or forgotten with the whole transaction")


def _tell_later(told: _Told) -> None:
    db.session.info.setdefault("facts", []).append(told)


def _number_facts(session: Session) -> None:
    told: list[_Told] = session.info.pop("facts", [])
    to_read: list[tuple[list[StreamKey], list[StreamKey], Read]]
    to_read = session.info.pop("facts_to_read", [])
    steps = Counter(_key(one.audience) for one in told)
    steps.update(key for keys, *_ in to_read for key in keys)
    if not steps:
        return
    last = _raise_numbers(session, steps)
    given: Counter[StreamKey] = Counter()

    def number(key: StreamKey) -> int:
        given[key] += 1
        return last[key] - steps[key] + given[key]

    session.info["tellings"] = [
        _telling(one, number(_key(one.audience)))
        for some in in_turns(told, AT_ONCE)
        for one in some
    ]
    session.info["afterwards"] = [
        partial(
            _tell,
            partial(
                _read_and_tell,
                dict.fromkeys(begun, FIRST) | {key: number(key) for key in keys},
                read,
            ),
        )
        for keys, begun, read in to_read
    ]


def _raise_numbers(session: Session, steps: dict[StreamKey, int]) -> dict[StreamKey, int]:
    """Raise the streams' numbers and return them. The rows stay locked until the commit."""
    insert = upsert(session, Stream)
    # Sorted, so that two commits that tell the same streams cannot wait for each other.
    rows = [
        {"conference": conference, "name": name, "number": number}
        for (conference, name), number in sorted(steps.items())
    ]
    raise_them = insert.on_conflict_do_update(
        index_elements=[Stream.conference, Stream.name],
        set_={"number": Stream.number + insert.excluded.number},
    ).returning(Stream.conference, Stream.name, Stream.number)
    return {
        (conference, name): number
        for some in in_turns(rows, RAISED_AT_ONCE)
        for conference, name, number in session.connection().execute(raise_them, some)
    }


def _telling(told: _Told, number: int) -> AfterCommit:
    """Return what tells a numbered fact, and needs no transaction any more."""
    instead = {person_room(one): _content(theirs) for one, theirs in told.apart.items()}
    if told.about:
        spared: WhoMustNotHear = current_app.extensions["happenstance-who-must-not-hear"]
        instead |= {person_room(one): {} for one in spared(told.audience.conference, told.about)}
    return partial(_tell_alone, _emit(told.audience, number, _content(told.fact), instead))


def _read_and_tell(numbers: Mapping[StreamKey, int], read: Read) -> None:
    emits: list[Emit] = []
    with reading(db.session):
        for some in in_turns(read(), AT_ONCE):
            for audience, fact in some:
                if number := numbers.get(_key(audience)):  # else the stream is newer than these
                    emits.append(_emit(audience, number, _content(fact), {}))
            if len(emits) >= TOGETHER_AT_ONCE:
                _tell_together(emits)
                emits = []
        _tell_together(emits)


def _tell_alone(emit: Emit) -> None:
    event, message, rooms = emit
    socketio.emit(event, message | {"committed": db.session.info["committed"]}, to=rooms)


def _tell_together(emits: Sequence[Emit]) -> None:
    if emits:
        message = {"emits": emits, "committed": db.session.info["committed"]}
        # A process that does not know the event yet takes its name for a room, where nobody is.
        socketio.emit(TOGETHER, message, to=TOGETHER)


def _emit(
    audience: Audience, number: int, content: dict[str, Any], instead: dict[str, dict[str, Any]]
) -> Emit:
    message = {
        "conference": audience.conference,
        "stream": audience.stream,
        "number": number,
        **content,
        "instead": instead,
    }
    rooms = [audience.room, *map(person_room, audience.people or ())]
    return "fact", message, rooms


def _key(audience: Audience) -> StreamKey:
    return audience.conference, audience.stream


def _content(fact: Fact | None) -> dict[str, Any]:
    return {"type": fact.type, "data": to_wire(fact)} if fact else {}


def _tell_facts(session: Session) -> None:
    session.info["committed"] = time.time()
    acts = [*session.info.pop("tellings", []), *session.info.pop("after_commit", [])]
    for some in in_turns(acts, AT_ONCE):
        for act in some:
            _tell(act)


def _tell(act: AfterCommit) -> None:
    try:
        act()
    except Exception:
        if current_app.testing:
            raise
        # What was committed stays true, and a fact that was lost heals with the next beat.
        log.exception("something was not told after a commit")


def _forget_facts(session: Session) -> None:
    for kept in ("facts", "facts_to_read", "tellings", "afterwards", "after_commit"):
        session.info.pop(kept, None)
