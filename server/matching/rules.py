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
    for number, (block, theirs) in enumerate(zip(rows.by_block(), columns.by_block(), strict=True)):
        taken, given = block.takes[ones], block.gives[ones]
        if not (taken.any() and given.any()):
            continue
        both = (taken @ theirs.gives[others].T) > 0
        both &= (given @ theirs.takes[others].T) > 0
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
