"""The picture of a room, and the promise that it tells nothing of anybody alone.

- **Every number counts at least five people.** Smaller groups stand together as OTHER, with those
  who did not say; where these are fewer than five themselves, the smallest group that could be
  named joins them. So no number is smaller, and none can be had by taking some from the rest.
- **What is counted twice is counted in the same groups.** A background that has flows of its own
  has all its people in them; the others flow together, whole. So one count less another is again
  one of these groups, and never a few people left over.
- **Two pictures differ by at least five people's answers.** A picture stays up until so many came,
  left or said something else since it was drawn; who sees one person come and compares before
  and after learns nothing of them. Of the five in between, whoever knows the answers of four may
  infer the fifth, which is what five promises, and no more.
- **It is hidden while fewer than five are in.** Then it comes back as it was, unless by now it
  differs by five: that somebody left is seen anyhow, what they had said is not.
- **Years are counted by themselves**, beside nothing else that people said; a position counts where
  its owner shows it; "by accident" where somebody's story in the feed says so to all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

K = 5  # people: what fewer have said is not shown
OTHER = "other"  # also the key of those who chose "some other way", or another position

BANDS = ((0, 2), (3, 5), (6, 10), (11, 20), (21, 70))  # years, from and to


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What one person said of how they got here; None where they did not, or keep it."""

    background: str
    position: str | None = None
    years: int | None = None
    by_accident: bool | None = None


@dataclass(frozen=True, kw_only=True)
class OriginGroup:
    """So many people who said the same. `key`: what they said, OTHER for the rest."""

    key: str
    people: int


@dataclass(frozen=True, kw_only=True)
class OriginFlow:
    """So many people who came from one background (key) and hold one position (key) now."""

    came_from: str
    now: str
    people: int


@dataclass(frozen=True, kw_only=True)
class Origins:
    """How this room got here, as it was at a moment. Every number of people is K or more.

    backgrounds: the largest first, OTHER at the end.
    flows: of those backgrounds of which K people hold one position; of all the rest together.
    years: by band, "6-10", from the newest on; OTHER for who did not say, and few others.
    by_accident: of the stories that say, how many of a hundred tell of an accident; None while
        that would tell of fewer than K people.
    """

    at: datetime
    people: int
    backgrounds: tuple[OriginGroup, ...]
    flows: tuple[OriginFlow, ...]
    years: tuple[OriginGroup, ...]
    by_accident: int | None


@dataclass(frozen=True, kw_only=True)
class OriginsView:
    """The picture as it stands. `needed`: how many more people it needs to be drawn at all."""

    needed: int
    origins: Origins | None


@dataclass(frozen=True, kw_only=True)
class OriginsSnapshot(OriginsView):
    """The picture beside the number of the stream `feed`."""

    number: int


def picture(answers: Iterable[Answers], at: datetime) -> Origins | None:
    """Return how these people got here; None while they are fewer than K."""
    said = list(answers)
    if len(said) < K:
        return None
    backgrounds = merge_small(Counter(one.background for one in said))
    return Origins(
        at=at,
        people=len(said),
        backgrounds=tuple(OriginGroup(key=key, people=n) for key, n in backgrounds.items()),
        flows=_flows(said, [key for key in backgrounds if key != OTHER]),
        years=_years(said),
        by_accident=_share_by_accident(said),
    )


def merge_small(groups: Mapping[str, int]) -> dict[str, int]:
    """Return groups of K people or more, the largest first, and all others as OTHER at the end.

    OTHER has K people or more, too, as long as all groups together have.
    """
    largest_first = sorted(groups.items(), key=lambda group: (-group[1], group[0]))
    kept = [(key, people) for key, people in largest_first if people >= K and key != OTHER]
    rest = sum(groups.values()) - sum(people for _, people in kept)
    while kept and 0 < rest < K:
        rest += kept.pop()[1]
    return dict(kept) | ({OTHER: rest} if rest else {})


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> int:
    """Return how many came, left or said something else between two countings of people."""
    return sum(one.get(person) != other.get(person) for person in one.keys() | other.keys())


def _flows(said: list[Answers], named: list[str]) -> tuple[OriginFlow, ...]:
    """Return what people from each of these backgrounds do now.

    Those of whom no K do the same stand with the others, whole: what few do is seen there.
    """
    rows = {
        key: merge_small(Counter(one.position or OTHER for one in said if one.background == key))
        for key in named
    }
    telling = {key: row for key, row in rows.items() if row.keys() != {OTHER}}
    rest = Counter(one.position or OTHER for one in said if one.background not in telling)
    return tuple(
        OriginFlow(came_from=came_from, now=now, people=people)
        for came_from, row in [*telling.items(), (OTHER, merge_small(rest))]
        for now, people in row.items()
    )


def _years(said: list[Answers]) -> tuple[OriginGroup, ...]:
    """Return people by band of years, in order; nothing where no band can be named."""
    merged = merge_small(Counter(_band(one.years) for one in said))
    order = [*(_name(band) for band in BANDS), OTHER]
    groups = tuple(OriginGroup(key=key, people=merged[key]) for key in order if key in merged)
    return groups if groups[0].key != OTHER else ()


def _share_by_accident(said: list[Answers]) -> int | None:
    """Return how many of a hundred tell of an accident. Those who tell of none are K, too."""
    told = Counter(one.by_accident for one in said if one.by_accident is not None)
    if min(told[True], told[False]) < K:
        return None
    return round(100 * told[True] / told.total())


def _band(years: int | None) -> str:
    if years is None:
        return OTHER
    return next(_name(band) for band in BANDS if years <= band[1])


def _name(band: tuple[int, int]) -> str:
    return f"{band[0]}-{band[1]}"
