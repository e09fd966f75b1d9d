"""What is kept of everybody's suggestions, and how two states of it differ."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, fields
from hashlib import blake2b

from server.matching.saying import Profile

UNKNOWN = {"id", "rare", "words", "language_told"}  # parts of a profile that say no change

Key = tuple[str, str]  # two people's ids, in the order in which pairs are stored


@dataclass(frozen=True)
class Place:
    """Somebody's place in the plan. See `models.Weighed`."""

    price: float
    digest: str
    planned: bool


@dataclass(frozen=True)
class Pair:
    """Two who are suggested to each other. See `models.SuggestedPair`."""

    value: float
    resting: bool = False


@dataclass(frozen=True, kw_only=True)
class Lists:
    """All that is kept: everybody's place, and the pairs."""

    places: dict[str, Place] = field(default_factory=dict)
    pairs: dict[Key, Pair] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What makes other lists of those that were kept.

    gone, left: pairs and people to be forgotten. pairs, places: as they are from now on.
    told: those who are suggested others than before, or have been looked for the first time.
    """

    gone: list[Key]
    left: list[str]
    pairs: dict[Key, Pair]
    places: dict[str, Place]
    told: list[str]


def changes(kept: Lists, now: Lists, *, met: Collection[Key] = ()) -> Changes:
    """Return what has to be written, and who has to be told.

    met: pairs who have met. Those who rest for another reason are not told by this: whoever may
    know why has been told that.
    """
    places = {one: place for one, place in now.places.items() if kept.places.get(one) != place}
    told = {one for one, place in places.items() if _digest_of(kept, one) != place.digest}
    for key in kept.pairs.keys() | now.pairs.keys():
        was, then = kept.pairs.get(key), now.pairs.get(key)
        silently = then is not None and then.resting and key not in met
        if not silently and _stands(was) is not _stands(then):
            told.update(key)
    return Changes(
        gone=sorted(kept.pairs.keys() - now.pairs.keys()),
        left=sorted(kept.places.keys() - now.places.keys()),
        pairs={key: pair for key, pair in sorted(now.pairs.items()) if kept.pairs.get(key) != pair},
        places=places,
        told=sorted(told & now.places.keys()),
    )


def key_of(one: str, other: str) -> Key:
    """Return two people in the order in which pairs are stored."""
    return (one, other) if one < other else (other, one)


def digest(one: Profile) -> str:
    """Return a short word for all that is known of somebody: another one, and they have changed.

    What is rare is known of the room, and words are read only where it is planned as a whole.
    """
    known = {part.name: getattr(one, part.name) for part in fields(one) if part.name not in UNKNOWN}
    plain = {
        name: sorted(what) if isinstance(what, frozenset) else what for name, what in known.items()
    }
    return blake2b(repr(plain).encode(), digest_size=8).hexdigest()


def _stands(pair: Pair | None) -> bool:
    return pair is not None and not pair.resting


def _digest_of(lists: Lists, person: str) -> str | None:
    place = lists.places.get(person)
    return place.digest if place else None
