"""Why somebody has few suggestions, or nobody in a round: what the rules leave of the room."""

from __future__ import annotations

import enum
from collections.abc import Collection

import numpy as np

from server.matching.rounds import Rounds
from server.matching.score import Room


class Short(enum.StrEnum):
    """Why a list is short."""

    ALONE = "alone"  # hardly anybody else is there
    LANGUAGE = "language"  # hardly anybody speaks a language of theirs
    ORGANISATION = "organisation"  # of those, most are colleagues
    REASON = "reason"  # of those, hardly anybody has what they ask for, or anything in common
    FULL = "full"  # the lists of those who are left are full
    TAKEN = "taken"  # those who are left have somebody else in this round
    UNMET = "unmet"  # of those, they have met too many before
    MET = "met"  # they have met everybody who is left
    ODD = "odd"  # everybody else has somebody


def why_short(room: Room, person: int, wanted: int, met: Collection[int] = ()) -> Short:
    """Return the first rule after which fewer than `wanted` people are left for somebody.

    met: those whom they have met before. Who is kept apart is not asked about: a block looks like
    a list that is full.
    """
    if len(room) - 1 < wanted:
        return Short.ALONE
    me, everybody = slice(person, person + 1), slice(None)
    left = room.understood(me, everybody)[0]
    left[person] = False
    if left.sum() < wanted:
        return Short.LANGUAGE
    left &= room.no_colleagues(me, everybody)[0]
    if left.sum() < wanted:
        return Short.ORGANISATION
    left &= room.have_reason(me, everybody)[0]
    if left.sum() < wanted:
        return Short.REASON
    left[np.array([*met], np.intp)] = False
    return Short.UNMET if left.sum() < wanted else Short.FULL


def why_out(room: Room, made: Rounds, number: int, person: int, met: Collection[int] = ()) -> Short:
    """Return why somebody has nobody in a round. met: those whom they have met before."""
    allowed = room.allowed(slice(person, person + 1), slice(None))[0]
    allowed[person] = False
    fine = np.flatnonzero(allowed)
    if not fine.size:
        return why_short(room, person, 1)
    met_here = [pairs[(pairs == person).any(axis=1)].ravel() for pairs in made.pairs[:number]]
    if np.isin(fine, np.concatenate([np.array([*met], np.intp), *met_here])).all():
        return Short.MET
    return Short.ODD if len(made.out(number)) == 1 else Short.TAKEN
