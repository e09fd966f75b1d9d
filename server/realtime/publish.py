"""Telling facts: numbered in the transaction that made them true, told after its commit."""

from __future__ import annotations

import logging
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Flask, current_app
from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

from server.database import in_turns, upsert
from server.extensions import db, socketio
from server.realtime.facts import Audience, Fact, person_room
from server.realtime.models import Stream
from server.web.values import to_wire

log = logging.getLogger(__name__)

AT_ONCE = 10  # facts of one commit, before others are served

WhoMustNotHear = Callable[[str, frozenset[uuid.UUID]], Iterable[uuid.UUID]]
AfterCommit = Callable[[], None]
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
    by_stream: dict[StreamKey, list[_Told]] = defaultdict(list)
    for told in session.info.pop("facts", []):
        by_stream[told.audience.conference, told.audience.stream].append(told)
    if not by_stream:
        return
    last = _raise_numbers(session, {key: len(facts) for key, facts in by_stream.items()})
    numbered = (
        (told, number)
        for key, facts in by_stream.items()
        for number, told in enumerate(facts, start=last[key] - len(facts) + 1)
    )
    session.info["tellings"] = [
        _telling(told, number) for some in in_turns(numbered, AT_ONCE) for told, number in some
    ]


def _raise_numbers(session: Session, steps: dict[StreamKey, int]) -> dict[StreamKey, int]:
    """Raise the streams' numbers and return them. The rows stay locked until the commit."""
    insert = upsert(session, Stream)
    # Sorted, so that two commits that tell the same streams cannot wait for each other.
    rows = [
        {"conference": conference, "name": name, "number": number}
        for (conference, name), number in sorted(steps.items())
    ]
    raised = session.connection().execute(
        insert.on_conflict_do_update(
            index_elements=[Stream.conference, Stream.name],
            set_={"number": Stream.number + insert.excluded.number},
        ).returning(Stream.conference, Stream.name, Stream.number),
        rows,
    )
    return {(conference, name): number for conference, name, number in raised}


def _telling(told: _Told, number: int) -> AfterCommit:
    """Return what tells a numbered fact, and needs no transaction any more."""
    audience, fact = told.audience, told.fact
    instead = {person_room(one): _content(theirs) for one, theirs in told.apart.items()}
    if told.about:
        spared: WhoMustNotHear = current_app.extensions["happenstance-who-must-not-hear"]
        instead |= {person_room(one): {} for one in spared(audience.conference, told.about)}
    message = {
        "conference": audience.conference,
        "stream": audience.stream,
        "number": number,
        **_content(fact),
        "instead": instead,
    }
    return partial(
        socketio.emit,
        "fact",
        message,
        to=[audience.room, *map(person_room, audience.people or ())],
    )


def _content(fact: Fact | None) -> dict[str, Any]:
    return {"type": fact.type, "data": to_wire(fact)} if fact else {}


def _tell_facts(session: Session) -> None:
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
    for kept in ("facts", "tellings", "after_commit"):
        session.info.pop(kept, None)
