"""Rooms to plan for, drawn, made up or of people who are all alike, and the rules all keep."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
from hypothesis import strategies as st

from server.matching.blocks import BLOCKS
from server.matching.plan import Plan
from server.matching.saying import Intent, Profile, Reason
from server.matching.scale import organisation_key
from server.matching.score import Room, Suggestion

ENGLISH = frozenset({"en"})
WAYS = ("agent", "finance", "it", "hr", "other")
SKILLS = ("operations", "people", "finance", "customer", "technology")

profiles = st.builds(
    Profile,
    id=st.just(""),
    backgrounds=st.lists(st.sampled_from(WAYS), max_size=3, unique=True).map(tuple),
    position=st.sampled_from(["agent", "manager", "other", None]),
    years=st.none() | st.integers(0, 70),
    organisation=st.sampled_from([None, "", "Acme", "Acme Ltd.", "Beta"]),
    languages=st.frozensets(st.sampled_from(["en", "fr", "de"]), max_size=2),
    strong=st.frozensets(st.sampled_from(SKILLS), max_size=3),
    wanted=st.frozensets(st.sampled_from(SKILLS), max_size=3),
    intent=st.sampled_from(Intent),
    maturity=st.none() | st.integers(1, 5),
    story=st.sampled_from(["", "Once."]),
    open_to_colleagues=st.booleans(),
)
rooms = st.lists(profiles, max_size=20).map(
    lambda people: [replace(one, id=f"p{number}") for number, one in enumerate(people)]
)


def crowd(count: int, *backgrounds: str, **known: Any) -> list[Profile]:
    """Return so many people of the same ways in; `known` may be a function of their number."""
    return [
        Profile(
            id=f"{'-'.join(backgrounds)}{number}",
            backgrounds=backgrounds,
            languages=ENGLISH,
            **{
                field: value(number) if callable(value) else value for field, value in known.items()
            },
        )
        for number in range(count)
    ]


def mixed(count: int, seed: int = 0) -> list[Profile]:
    """Return people who are as unlike as people are."""
    chance = np.random.default_rng(seed)

    def some(keys: tuple[str, ...], most: int) -> list[str]:
        return [str(key) for key in chance.choice(keys, chance.integers(most + 1), replace=False)]

    return [
        Profile(
            id=f"p{number}",
            backgrounds=tuple(some(WAYS[:-1], 3)) or ("agent",),
            organisation=f"Org {chance.integers(max(count // 8, 2))}",
            years=int(chance.integers(40)),
            languages=ENGLISH,
            strong=frozenset(some(SKILLS, 2)),
            wanted=frozenset(some(SKILLS, 2)),
            intent=list(Intent)[chance.integers(3)],
        )
        for number in range(count)
    ]


def best(room: Room, each: int, apart: frozenset[tuple[int, int]] = frozenset()) -> float:
    """Return what the best of all plans is worth, found by trying them."""
    everybody = np.arange(len(room))
    worth = room.values(everybody, everybody)
    pairs = [
        (one, other, float(worth[one, other]))
        for one in range(len(room))
        for other in range(one + 1, len(room))
        if worth[one, other] > 0 and (one, other) not in apart
    ]

    @cache
    def from_here(number: int, free: tuple[int, ...]) -> float:
        if number == len(pairs):
            return 0.0
        one, other, value = pairs[number]
        without = from_here(number + 1, free)
        if not (free[one] and free[other]):
            return without
        less = tuple(places - (place in {one, other}) for place, places in enumerate(free))
        return max(without, value + from_here(number + 1, less))

    return from_here(0, (each,) * len(room))


def may_meet(me: Profile, them: Profile) -> bool:
    """Say whether the rules let two be suggested to each other, in plain words of their own."""
    ours = organisation_key(me.organisation)
    colleagues = bool(ours) and ours == organisation_key(them.organisation)
    open_to_it = me.open_to_colleagues and them.open_to_colleagues
    return bool(me.languages & them.languages) and (not colleagues or open_to_it)


def keeps_the_rules(made: Plan, room: Room, apart: Iterable[tuple[int, int]] = ()) -> None:
    """Check a plan pair by pair. apart: whichever of the two comes first."""
    kept_apart = {frozenset(pair) for pair in apart}
    pairs = list(zip(made.one.tolist(), made.other.tolist(), strict=True))
    assert len(set(pairs)) == len(pairs)
    assert made.lengths().max(initial=0) <= made.each
    for (one, other), block in zip(pairs, made.block.tolist(), strict=True):
        me, them = room.people[one], room.people[other]
        assert one < other
        assert frozenset((one, other)) not in kept_apart
        assert may_meet(me, them)
        assert block >= 0
        for asked in {me.intent, them.intent} - {Intent.SURPRISE}:
            assert BLOCKS[block].ground is asked
        assert room.reason(one, other, block).key
        assert room.reason(other, one, block).key


def names(found: list[Suggestion]) -> list[str]:
    """Return who is suggested, by their ids."""
    return [one.person_id for one in found]


def kind(reason: Reason) -> str:
    """Return what a reason says, however it is put."""
    return re.sub(r"^reason\.|(?<=-paths)-[a-z]+$", "", reason.key)
