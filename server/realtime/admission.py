"""Letting phones hear streams, many at a time: thousands ask at once when the Wi-Fi comes back.

Whoever asks first waits a moment, and answers for all who have asked by then: what would be some
queries for each is a few for everybody.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import Flask, current_app

from server.database import reading
from server.errors import Problem, not_found, too_many
from server.extensions import db, socketio
from server.realtime.doors import check_doors
from server.realtime.facts import person_room, stream_room
from server.realtime.missed import missed
from server.realtime.presence import Hearing, Phone, presence
from server.realtime.publish import numbers_of
from server.realtime.silence import silence
from server.web.rights import Calling

GATHERING = 0.002  # seconds
AT_ONCE = 200  # asks answered together
MOST_STREAMS = 40  # of one conference on one phone; more is not a phone of ours

FindCallers = Callable[[Collection[str], str], Mapping[str, Calling | Problem]]


@dataclass(eq=False)
class Ask:
    """A phone that would hear a stream. answer: its number, or why not; None for none so far.

    at: where the phone stands in it, if it would be sent what it has missed, as JSON.
    """

    phone: Phone
    conference: str
    stream: str
    answer: int | Exception | None = None
    at: int | None = None
    missed: str | None = None


class Admission:
    """The asks of one process."""

    def __init__(self) -> None:
        self._waiting: list[Ask] = []
        self._answering = threading.Lock()

    def admit(self, asks: Sequence[Ask]) -> None:
        """Let phones hear streams if their doors agree. Each of these asks has its answer then.

        It is what the door raises, too-many, or not-found for a phone that has hung up, unless it
        is a number.
        """
        self._waiting.extend(asks)
        with self._answering:
            if not _are_answered(asks):
                time.sleep(GATHERING)
            while not _are_answered(asks):
                some = self._waiting[:AT_ONCE]
                del self._waiting[: len(some)]  # of one list, to which others may add meanwhile
                _answer(some)


def admit_callers_by(app: Flask, find: FindCallers) -> None:
    """Let `find(device_hashes, slug)` tell, by device, who is calling or why they are kept out.

    Strangers are not in its answer.
    """
    app.extensions["happenstance-find-callers"] = find


def admit(asks: Sequence[Ask]) -> None:
    """Do as `Admission.admit` does, in this process."""
    admission: Admission = current_app.extensions["happenstance-admission"]
    admission.admit(asks)


def _are_answered(asks: Iterable[Ask]) -> bool:
    return all(ask.answer is not None for ask in asks)


def _answer(asks: Collection[Ask]) -> None:
    """Answer all of these, each for itself."""
    try:
        _let_in(asks)
    except Exception as error:  # noqa: BLE001  (all of them wait for an answer)
        for ask in asks:
            ask.answer = error
    finally:  # whoever answers may be ended half-way, when the server is
        for ask in asks:
            if ask.answer is None:
                ask.answer = Problem("busy", 503, retry_after=2)


def _let_in(asks: Collection[Ask]) -> None:
    silences = presence().silences
    with reading(db.session):
        callers = _callers(asks)
        refusals = check_doors([(caller, ask.stream) for ask, caller in callers.items()])
        for ask, refusal in zip(callers, refusals, strict=True):
            ask.answer = refusal
    hearings = {
        ask: hearing
        for ask, caller in callers.items()
        if ask.answer is None and (hearing := _listen(ask, caller))
    }
    # The rooms first, then the numbers as they are now: a fact in between is heard twice, never
    # missed. Whoever loses a right from here on is found among those who hear; whoever has lost
    # one since the doors were asked, by somebody's having been silenced.
    with reading(db.session):
        still = _callers(hearings) if presence().silences != silences else callers
        numbers = {
            conference: numbers_of(conference, {ask.stream for ask in some})
            for conference, some in _by_conference(hearings).items()
        }
        for ask, hearing in hearings.items():
            now = still.get(ask)
            if now is not None and hearing.is_of(now.id, now.rights_version):
                ask.answer = numbers[ask.conference].get(ask.stream, 0)
            else:
                ask.answer = ask.answer or not_found()
                silence(ask.phone, ask.conference)
        _send_what_was_missed(still)


def _send_what_was_missed(callers: Mapping[Ask, Calling]) -> None:
    """Add to the numbers what was missed, of the same moment."""
    behind = [
        ask
        for ask in callers
        if ask.at is not None and isinstance(ask.answer, int) and ask.at < ask.answer
    ]
    found = missed([(callers[ask], ask.stream) for ask in behind])
    for ask, snapshot in zip(behind, found, strict=True):
        ask.missed = snapshot


def _callers(asks: Iterable[Ask]) -> dict[Ask, Calling]:
    """Return who asks. Whoever is a stranger, or kept out, has their answer."""
    find: FindCallers = current_app.extensions["happenstance-find-callers"]
    callers = {}
    for conference, some in _by_conference(asks).items():
        found = find({ask.phone.device_hash for ask in some}, conference)
        for ask in some:
            caller = found.get(ask.phone.device_hash, not_found())
            if isinstance(caller, Problem):
                ask.answer = caller
            else:
                callers[ask] = caller
    return callers


def _by_conference(asks: Iterable[Ask]) -> dict[str, list[Ask]]:
    found = defaultdict(list)
    for ask in asks:
        found[ask.conference].append(ask)
    return found


def _listen(ask: Ask, caller: Calling) -> Hearing | None:
    """Let a phone into the rooms, unless it has hung up or hears too much: it has its answer."""
    hearing = _hearing(ask.phone, caller)
    if presence().phone(ask.phone.sid) is not ask.phone:
        ask.answer = not_found()
    elif ask.stream not in hearing.streams and len(hearing.streams) >= MOST_STREAMS:
        ask.answer = too_many()
    else:
        hearing.streams.add(ask.stream)
        for room in (person_room(hearing.person_id), stream_room(ask.conference, ask.stream)):
            socketio.server.enter_room(ask.phone.sid, room)
        return hearing
    return None


def _hearing(phone: Phone, caller: Calling) -> Hearing:
    """Return what this phone hears as the caller, afresh if it was somebody else or had less."""
    hearing = phone.hearing.get(caller.conference)
    if hearing is not None:
        if hearing.is_of(caller.id, caller.rights_version):
            return hearing
        silence(phone, caller.conference)
    hearing = Hearing(caller.id, caller.rights_version)
    phone.hearing[caller.conference] = hearing
    return hearing
