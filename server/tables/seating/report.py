"""What a planner answers: a seating for each round, and how good they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from server.tables.seating.room import Pair, Round


@dataclass(frozen=True)
class Advice:
    """Something worth saying about a plan: the sentence `advice.<key>` with its params."""

    key: str
    params: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Report:
    """How good a plan is.

    repeats: meetings at a table of two people who have met before, in an earlier round or in
        `met`. A wanted pair's first meeting is none.
    repeats_bound: no plan with tables of these sizes has fewer.
    same_background, same_organisation: how often two people of one share a table.
    same_background_bound, same_organisation_bound: how often that would be if each were spread
        as evenly as can be. Each by itself can be reached.
    stranded: who sits, in some round, where nobody else speaks a language of theirs.
    wishes_kept, wishes_broken: of `wanted`, those who share a table at least once, or never.
    blocked_together: of `blocked`, those who share a table because no seating was found in which
        they do not. For the caller to act on, never to show: no report names a block.
    """

    repeats: int = 0
    repeats_bound: int = 0
    same_background: int = 0
    same_background_bound: int = 0
    same_organisation: int = 0
    same_organisation_bound: int = 0
    stranded: tuple[str, ...] = ()
    wishes_kept: tuple[Pair, ...] = ()
    wishes_broken: tuple[Pair, ...] = ()
    blocked_together: tuple[Pair, ...] = ()
    advice: tuple[Advice, ...] = ()


@dataclass(frozen=True)
class Plan:
    """A seating for each round, how good they are, and who sits out each round.

    resting: for each round those for whom there is no chair; almost always nobody.
    """

    seatings: tuple[Round, ...]
    report: Report
    resting: tuple[tuple[str, ...], ...]
