"""Suggestions in rooms of all kinds: rules hold, reasons are true, and both are told alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from server.matching.saying import Intent, Profile
from server.matching.scale import organisation_key
from server.matching.score import suggest
from tests.matching.rooms import SKILLS, kind, names

BACKGROUNDS = ("agent", "finance", "it", "hr", "other")
POSITIONS = ("agent", "manager", "director", "other")
SPELLINGS = ("Acme", " ACME  Ltd.", "Beta plc", "Beta", "", "Gamma GmbH & Co. KG", None)

profiles = st.builds(
    Profile,
    id=st.integers(0, 10**6).map(str),
    backgrounds=st.lists(st.sampled_from(BACKGROUNDS), max_size=3, unique=True).map(tuple),
    position=st.sampled_from([*POSITIONS, None]),
    years=st.none() | st.integers(0, 40),
    organisation=st.sampled_from(SPELLINGS),
    languages=st.frozensets(st.sampled_from(["en", "fr", "de"]), max_size=2),
    strong=st.frozensets(st.sampled_from(SKILLS), max_size=3),
    wanted=st.frozensets(st.sampled_from(SKILLS), max_size=3),
    story=st.sampled_from(["", "Once."]),
)
rooms = st.lists(profiles, max_size=25, unique_by=lambda one: one.id)

TRUE: dict[str, Callable[[Any, Any, Any], bool]] = {
    "both-background": lambda me, other, said: (
        said["backgrounds"] in me.backgrounds
        and said["backgrounds"] in other.backgrounds
        and said["backgrounds"] != "other"
    ),
    "different-paths": lambda me, other, said: (
        said["my_background"] == me.backgrounds[0]
        and said["their_background"] == other.backgrounds[0]
        and not set(me.backgrounds) & set(other.backgrounds)
    ),
    "trade-paths": lambda me, other, said: (
        said["their_background"] == other.backgrounds[0]
        and not set(me.backgrounds) & set(other.backgrounds)
        and TRUE["trade-skills"](me, other, said)
    ),
    "trade-skills": lambda me, other, said: (
        said["their_skill"] in (other.strong & me.wanted) - me.strong
        and said["my_skill"] in (me.strong & other.wanted) - other.strong
    ),
    "both-learning": lambda me, other, said: (
        said["skill"] in (me.wanted & other.wanted) - me.strong - other.strong
    ),
    "both-strong": lambda me, other, said: said["skill"] in me.strong & other.strong,
    "both-position": lambda me, other, said: me.position == other.position == said["position"],
    "years-alike": lambda me, other, said: (
        abs(me.years - other.years) <= 4 and int(said["years"]) in {me.years, other.years}
    ),
    "both-new": lambda me, other, said: max(me.years, other.years) <= 1,
    "years-before": lambda me, other, said: other.years - me.years >= 10,
    "years-after": lambda me, other, said: me.years - other.years >= 10,
    "same-language": lambda me, other, said: said["language"] in me.languages & other.languages,
    "both-story": lambda me, other, said: bool(me.story and other.story),
}


class TestEveryRoom:
    @settings(max_examples=200, deadline=None)
    @given(
        profiles, rooms, st.sampled_from(Intent), st.integers(0, 12), st.integers(0, 99), st.data()
    )
    def test_keeps_the_hard_rules(
        self,
        me: Profile,
        room: list[Profile],
        intent: Intent,
        limit: int,
        seed: int,
        data: st.DataObject,
    ) -> None:
        excluded = frozenset(one.id for one in room if data.draw(st.booleans()))
        found = suggest(me, room, intent=intent, excluded=excluded, limit=limit, seed=seed)
        assert len(found) <= limit
        assert len(set(names(found))) == len(found)
        people = {one.id: one for one in room}
        for one in found:
            other = people[one.person_id]
            assert other.id not in excluded | {me.id}
            assert me.languages & other.languages
            assert not organisation_key(me.organisation) or organisation_key(
                me.organisation
            ) != organisation_key(other.organisation)
            key = kind(one.reason)
            assert TRUE[key](me, other, one.reason.params), f"{key} is not true"

    @settings(max_examples=100, deadline=None)
    @given(profiles, rooms, st.sampled_from(Intent), st.randoms(use_true_random=False))
    def test_answers_alike_however_people_come(
        self, me: Profile, room: list[Profile], intent: Intent, shuffler: Any
    ) -> None:
        shuffled = shuffler.sample(room, len(room))
        assert suggest(me, room, intent=intent) == suggest(me, shuffled, intent=intent)

    @settings(max_examples=100, deadline=None)
    @given(profiles, profiles)
    def test_is_fair_to_both(self, one: Profile, other: Profile) -> None:
        """Whom I may be suggested, may be suggested me; and what I get, they give."""
        one, other = replace(one, id="one"), replace(other, id="other")
        there = suggest(one, [other], intent=Intent.SURPRISE)
        back = suggest(other, [one], intent=Intent.SURPRISE)
        assert len(there) == len(back)
        for mine, theirs in zip(there, back, strict=True):
            mirrored = {"reason.years-before": "reason.years-after"}
            mirrored |= {after: before for before, after in mirrored.items()}
            assert theirs.reason.key == mirrored.get(mine.reason.key, mine.reason.key)
