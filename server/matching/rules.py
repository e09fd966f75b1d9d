"""Which pairs may be suggested: who share a language, are no colleagues, and have a reason.

Each rule is asked of two groups of people at once and answers for all pairs: [row, column].
"""

from __future__ import annotations

import numpy as np

from server.matching.blocks import BLOCKS
from server.matching.saying import Intent
from server.matching.scale import GROUNDS, Bits, Flags, Places, Weighed

SAME, DIFFERENT = (
    next(number for number, block in enumerate(BLOCKS) if block.ground is intent)
    for intent in (Intent.SAME, Intent.DIFFERENT)
)


def allowed(rows: Weighed, columns: Weighed) -> Flags:
    """Say whether two people may be suggested to each other."""
    fine = no_colleagues(rows, columns)
    fine &= understood(rows, columns)
    fine &= have_reason(rows, columns)
    return fine


def understood(rows: Weighed, columns: Weighed) -> Flags:
    """Say whether they share a language."""
    return _meets(rows.tongues, columns.tongues)


def no_colleagues(rows: Weighed, columns: Weighed) -> Flags:
    """Say whether they are no colleagues, or both open to colleagues."""
    fine: Flags = rows.organisations[:, None] != columns.organisations
    if rows.open.any() and columns.open.any():
        fine |= rows.open[:, None] & columns.open
    return fine


def have_reason(rows: Weighed, columns: Weighed) -> Flags:
    """Say whether some block gives something to both, of those asked for.

    Whoever has told how they got in has that path in common with another, or a different one;
    only those who got in in some other way may have neither. They are looked up in each block.
    """
    meet = _meets(rows.ways, columns.ways)
    fine = meet | ~_insist(rows.asks, columns.asks, SAME)
    fine &= ~(meet & _insist(rows.asks, columns.asks, DIFFERENT))
    everybody, everybody_else = np.ones_like(rows.silent), np.ones_like(columns.silent)
    for some, those in (
        (rows.silent, everybody_else),
        (everybody, columns.silent),
        (rows.vague, columns.vague),
    ):
        ones, others = np.flatnonzero(some), np.flatnonzero(those)
        if ones.size and others.size:
            fine[np.ix_(ones, others)] = _share_a_block(rows, columns, ones, others)
    return fine


def meet(bits: Bits, ones: Places, others: Places) -> Flags:
    """Return for each pair whether they have a bit in common."""
    return np.asarray((bits[ones] & bits[others]).any(axis=1))


def _share_a_block(rows: Weighed, columns: Weighed, ones: Places, others: Places) -> Flags:
    """Say whether some block is a reason for them."""
    found = np.zeros((len(ones), len(others)), np.bool_)
    # Looked up once for all blocks: their keys stand side by side.
    takes, gives = rows.takes_each[ones], rows.gives_each[ones]
    their_takes, their_gives = columns.takes_each[others], columns.gives_each[others]
    for number, keys in enumerate(rows.blocks):
        taken, given = takes[:, keys], gives[:, keys]
        if not (taken.any() and given.any()):
            continue
        both = (taken @ their_gives[:, keys].T) > 0
        both &= (given @ their_takes[:, keys].T) > 0
        both &= (rows.counts[ones, number, None] > 0) & (columns.counts[others, number] > 0)
        if number == DIFFERENT:
            both &= ~_meets(rows.ways[ones], columns.ways[others])
        for path in GROUNDS:
            if path != number:
                both &= ~_insist(rows.asks[ones], columns.asks[others], path)
        found |= both
    return found


def _insist(rows: Flags, columns: Flags, path: int) -> Flags:
    """Say whether one of them asks for this path, the number of a block. See `Weighed.asks`."""
    ground = GROUNDS.index(path)
    theirs = columns[:, ground].copy()  # side by side, or looking at them takes thrice as long
    return np.asarray(rows[:, None, ground] | theirs)


def _meets(rows: Bits, columns: Bits) -> Flags:
    """Say whether the two have a bit in common."""
    found: Flags = (rows[:, None, 0] & columns[:, 0]) != 0
    for word in range(1, rows.shape[1]):
        found |= (rows[:, None, word] & columns[:, word]) != 0
    return found
