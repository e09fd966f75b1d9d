"""Whom to suggest to whom, and why: pure arithmetic, the same for the same seed.

A pair is worth the harmonic mean of what each gets from the other, so that one side's gain does
not make up for the other's want of it (Pizzato et al., "RECON: a reciprocal recommender for
online dating", RecSys 2010). Its reason is the block that gives most to the one of the two who
gets less of it: something that is true for both. Whoever asks for a path, the same or a different
one, is given that reason or none; what else a pair has puts people of that path in order.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import numpy as np
import numpy.typing as npt

from server.matching.blocks import BLOCKS, Intent, Profile, Reason

__all__ = [
    "Intent",
    "Profile",
    "Reason",
    "Suggestion",
    "organisation_key",
    "suggest",
    "worth_to_both",
]

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

FADING = 0.85  # in a mixed list, what is left of somebody's value each time a reason is repeated
LEGAL_FORMS = frozenset(
    {
        *("ab", "ag", "aps", "as", "asa", "bv", "co", "company", "corp", "corporation", "eg"),
        *("gmbh", "inc", "incorporated", "kg", "kk", "limited", "llc", "llp", "lp", "ltd"),
        *("mbh", "nv", "oy", "oyj", "plc", "pte", "pty", "sa", "sarl", "sas", "se", "spa", "srl"),
        "and",  # as in GmbH & Co. KG
    }
)


@dataclass(frozen=True)
class Suggestion:
    """Meet this person, because of this."""

    person_id: str
    reason: Reason


def suggest(
    me: Profile,
    others: Sequence[Profile],
    *,
    intent: Intent,
    excluded: frozenset[str] = frozenset(),
    limit: int = 10,
    seed: int = 0,
) -> list[Suggestion]:
    """Return up to `limit` people for `me` to meet, the best first.

    Never somebody `excluded` or of the same organisation, never without a shared language or a
    reason: the list gets shorter instead. People of about the same value come in an order of
    their own for each `me` and `seed`, so that not everybody is shown the same few.
    """
    allowed = _allowed(me, others, excluded | {me.id})
    if not allowed:
        return []
    worth = _worth(me, allowed)
    to_me = worth[:, :, 0] * _counts(intent)
    to_them = worth[:, :, 1] * _counts(Intent.SURPRISE)  # what they would like is not known here
    for_both = np.minimum(to_me, to_them) * _may_be_said(intent)
    reasons, ground = for_both.argmax(axis=0), for_both.max(axis=0)
    # Rounded: between people of about the same value, the lot decides.
    value = _harmonic_mean(to_me.sum(axis=0), to_them.sum(axis=0)).round(1)
    lots = _lots(me, allowed, seed)

    if intent is Intent.SURPRISE:
        ranked = _mixed(_with(ground, np.lexsort((lots, -value))), value, reasons)
    else:
        ranked = _with(ground, np.lexsort((lots, -value, -ground)))
    return [
        Suggestion(allowed[place].id, BLOCKS[reasons[place]].reason(me, allowed[place]))
        for place in ranked[: max(limit, 0)].tolist()
    ]


def worth_to_both(people: Sequence[Profile]) -> Floats:
    """Return [one, other]: what it is worth to two people to meet, for both of them.

    It is nought where one would not be suggested to the other.
    """
    both = np.zeros((len(people), len(people)))
    places = {one.id: place for place, one in enumerate(people)}
    for place, me in enumerate(people):
        allowed = _allowed(me, people[place + 1 :], frozenset())
        if not allowed:
            continue
        there = [places[other.id] for other in allowed]
        worth = _worth(me, allowed)
        to_each = worth * _counts(Intent.SURPRISE)[:, :, None]
        ground = (to_each.min(axis=2) * _may_be_said(Intent.SURPRISE)).max(axis=0)
        value = _harmonic_mean(to_each[:, :, 0].sum(axis=0), to_each[:, :, 1].sum(axis=0))
        both[place, there] = both[there, place] = np.where(ground > 0, value, 0)
    return both


@lru_cache(maxsize=10_000)
def organisation_key(name: str | None) -> str:
    """Return what the spellings of one organisation have in common; "" for none.

    Case, accents, punctuation, spaces and legal forms at the end do not count: "Acme Ltd." is
    "ACME  Limited".
    """
    plain = unicodedata.normalize("NFKD", (name or "").casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = re.findall(r"\w+", re.sub(r"[.'’]", "", plain).replace("&", " and "))
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return " ".join(words)


def _allowed(me: Profile, others: Sequence[Profile], excluded: frozenset[str]) -> list[Profile]:
    mine = organisation_key(me.organisation)
    return [
        other
        for other in others
        if other.id not in excluded
        and not me.languages.isdisjoint(other.languages)
        and (not mine or mine != organisation_key(other.organisation))
    ]


def _worth(me: Profile, others: Sequence[Profile]) -> Floats:
    """Return [block, other, side] what each block gives to whom.

    Many people are alike in what a block reads, so each different value is weighed once, and
    blocks that read the same stand together in `BLOCKS`.
    """
    worth = np.empty((len(BLOCKS), len(others), 2))
    for reads, blocks in groupby(enumerate(BLOCKS), key=lambda block: block[1].reads):
        column = list(map(reads, others))
        numbers = {value: number for number, value in enumerate(dict.fromkeys(column))}
        ours = np.fromiter(map(numbers.__getitem__, column), np.intp, len(column))
        for number, block in blocks:
            worth[number] = np.array([block.worth(me, value) for value in numbers])[ours]
    return worth


def _counts(intent: Intent) -> Floats:
    return np.array([[block.counts[intent]] for block in BLOCKS])


def _may_be_said(intent: Intent) -> npt.NDArray[np.bool_]:
    """Return [block, 0] whether it is a reason: each is, unless the intent asks for one of them."""
    asked = np.array([[block.ground is intent] for block in BLOCKS])
    return asked if asked.any() else ~asked


def _with(ground: Floats, ranked: Places) -> Places:
    """Return those of the ranked who have a reason."""
    return ranked[ground[ranked] > 0]


def _harmonic_mean(one: Floats, other: Floats) -> Floats:
    total = one + other
    return np.divide(2 * one * other, total, out=np.zeros_like(total), where=total > 0)


def _lots(me: Profile, others: Sequence[Profile], seed: int) -> npt.NDArray[np.uint64]:
    """Draw a lot for each of `others`: a hash of both ids and the seed (mixed as splitmix64)."""
    mine = np.uint64(zlib.crc32(f"{seed} {me.id}".encode()) << 32)
    theirs = (zlib.crc32(other.id.encode()) for other in others)
    lots = np.fromiter(theirs, np.uint64, len(others)) | mine
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        lots = (lots ^ lots >> np.uint64(shift)) * np.uint64(factor)
    return lots ^ lots >> np.uint64(31)


def _mixed(ranked: Places, value: Floats, reasons: Places) -> Places:
    """Return the ranked with reasons taking turns, those of great value more often."""
    ours = reasons[ranked]
    heard = np.zeros(len(ranked))
    for reason in range(len(BLOCKS)):
        heard[ours == reason] = np.arange(np.count_nonzero(ours == reason))
    return ranked[np.argsort(-value[ranked] * FADING**heard, kind="stable")]
