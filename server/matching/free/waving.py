"""Waving where both are free asks to meet now; agreeing waves back. Nothing here commits."""

from __future__ import annotations

import uuid

from server.matching import actions
from server.matching.aside import apart_from
from server.matching.domain import WaveAnswer, WaveState
from server.matching.free.queries import is_free
from server.matching.meet_now import actions as meet_now
from server.matching.meet_now.domain import MOST_ASKED
from server.matching.meet_now.models import MeetNowRow
from server.matching.meet_now.queries import asked_by, asked_lately, is_meeting, other_side
from server.matching.queries import wave_between
from server.people.models import Person


def wave(me: Person, other: Person) -> WaveAnswer:
    """Wave at somebody, and ask them to meet now where both are free.

    The pair is locked, and `me` may see `other`. A wave that was there already asks nothing more.
    Whoever has put `me` aside is not asked; `me` does not learn of it.
    Raises what waving raises.
    """
    anew = wave_between(me.id, other.id, me.conference) is None
    answered = actions.wave(me, other)
    if anew and answered.state is WaveState.WAVED and _both_have_time(me, other):
        aside = other.id in apart_from(me).by_them
        meet_now.ask_anew(me, other, uuid.uuid4(), silently=aside)
    return answered


def wave_back(me: Person, row: MeetNowRow) -> None:
    """Wave back at whoever asks to meet now, if they have waved: to agree is to want it, too.

    The pair is locked. Raises not-found, or what waving raises.
    """
    if row.to_id == me.id and wave_between(row.by_id, me.id, row.conference) is not None:
        actions.wave(me, other_side(me, row))


def _both_have_time(me: Person, other: Person) -> bool:
    """Say whether both are free, nobody is on their way, and `me` waits for nobody else.

    Whoever waves at two asks the first of them, and does not take that back by the second wave.
    """
    return (
        is_free(me)
        and is_free(other)
        and not (is_meeting(me) or is_meeting(other))
        and not asked_by(me)
        and asked_lately(me) < MOST_ASKED
    )
