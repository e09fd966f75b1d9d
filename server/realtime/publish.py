"""Telling facts: numbered in the transaction that made them true, told after its commit."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from server.extensions import db, socketio
from server.realtime.facts import Audience, Fact, person_room
from server.realtime.models import Stream
from server.web.values import to_wire

WhoMustNotHear = Callable[[str, frozenset[uuid.UUID]], Iterable[uuid.UUID]]
AfterCommit = Callable[[], None]


@dataclass(frozen=True)
class _Told:
    """A fact on its way to an audience."""

    audience: Audience
    fact: Fact
    about: frozenset[uuid.UUID]


def publish(audience: Audience, fact: Fact, *, about: Iterable[uuid.UUID] = ()) -> None:
    """Tell `fact` to `audience` once the present transaction has committed.

    about: the people the fact shows. Those who must not hear of them get its bare number.
    Only actions call this.
    """
    db.session.info.setdefault("facts", []).append(_Told(audience, fact, frozenset(about)))


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
    """Number facts before each commit of `session`, and tell them after it."""
    event.listen(session, "before_commit", _number_facts)
    event.listen(session, "after_commit", _tell_facts)
    event.listen(session, "after_rollback", _forget_facts)


def _number_facts(session: Session) -> None:
    told: list[_Told] = session.info.pop("facts", [])
    if not told:
        return
    by_stream: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for one in told:
        by_stream[one.audience.conference, one.audience.stream].append(one)
    messages = session.info.setdefault("messages", [])
    # Sorted, so that two commits that tell the same streams cannot wait for each other.
    for (conference, stream), facts in sorted(by_stream.items(), key=lambda item: item[0]):
        last = _raise_number(session, conference, stream, by=len(facts))
        for number, one in enumerate(facts, start=last - len(facts) + 1):
            messages.append(_message(one, number))


def _raise_number(session: Session, conference: str, stream: str, *, by: int) -> int:
    """Raise a stream's number and return it. The row stays locked until the commit."""
    insert = postgresql.insert if _on_postgresql(session) else sqlite.insert
    statement = (
        insert(Stream)
        .values(conference=conference, name=stream, number=by)
        .on_conflict_do_update(
            index_elements=[Stream.conference, Stream.name],
            set_={"number": Stream.number + by},
        )
        .returning(Stream.number)
    )
    return session.execute(statement).scalar_one()


def _on_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _message(one: _Told, number: int) -> dict[str, Any]:
    """Return what `_emit` needs, with nothing in it that needs a transaction."""
    audience = one.audience
    hidden_from: list[str] = []
    if one.about:
        spared: WhoMustNotHear = current_app.extensions["happenstance-who-must-not-hear"]
        hidden_from = sorted(
            person_room(person) for person in spared(audience.conference, one.about)
        )
    people = audience.people or ()
    return {
        "to": [audience.room, *map(person_room, people)],
        "hidden_from": hidden_from,
        "bare": {
            "conference": audience.conference,
            "stream": audience.stream,
            "number": number,
        },
        "told": {"type": one.fact.type, "data": to_wire(one.fact)},
    }


def _tell_facts(session: Session) -> None:
    for message in session.info.pop("messages", []):
        _emit(**message)
    for act in session.info.pop("after_commit", []):
        act()


def _emit(
    to: list[str], hidden_from: list[str], bare: dict[str, Any], told: dict[str, Any]
) -> None:
    socketio.emit("fact", bare | told, to=to, skip_sid=hidden_from)
    if hidden_from:
        socketio.emit("fact", bare, to=hidden_from)


def _forget_facts(session: Session) -> None:
    for kept in ("facts", "messages", "after_commit"):
        session.info.pop(kept, None)
