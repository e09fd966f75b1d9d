"""The score: who is never suggested, who is, in which order, and whether the reason is true."""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar

import pytest

from server.matching.saying import Intent, Profile, Reason
from server.matching.score import suggest
from tests.matching.rooms import ENGLISH, kind, names


def person(name: str, *backgrounds: str, **known: Any) -> Profile:
    known = {
        field: frozenset(value) if field in {"strong", "wanted", "languages"} else value
        for field, value in known.items()
    }
    return Profile(id=name, backgrounds=backgrounds, **{"languages": ENGLISH} | known)


def names_of(people: list[Profile]) -> list[str]:
    return [one.id for one in people]


def met_by(
    me: Profile, *others: Profile, intent: Intent = Intent.SURPRISE, **choices: Any
) -> list[str]:
    return names(suggest(me, others, intent=intent, **choices))


def why(me: Profile, other: Profile, intent: Intent = Intent.SURPRISE) -> Reason:
    (only,) = suggest(me, [other], intent=intent)
    return only.reason


class TestNever:
    @pytest.mark.parametrize(
        ("sentence", "me", "other"),
        [
            ("oneself", person("alice", "agent"), person("alice", "agent")),
            (
                "somebody of the same organisation",
                person("alice", "agent", organisation="Acme"),
                person("bob", "agent", organisation="Acme"),
            ),
            (
                "however it is spelt",
                person("alice", "agent", organisation="Acme Ltd."),
                person("bob", "agent", organisation="  ACME   limited"),
            ),
            (
                "somebody without a language in common",
                person("alice", "agent", languages={"en", "cy"}),
                person("bob", "agent", languages={"fr"}),
            ),
            (
                "somebody of whom no language is known",
                person("alice", "agent"),
                person("bob", "agent", languages=()),
            ),
            (
                "somebody without anything in common or to learn",
                person("alice", position="agent"),
                person("bob", position="director"),
            ),
            (
                "somebody because both got in some other way",
                person("alice", "other"),
                person("bob", "other"),
            ),
            (
                "somebody because both have some other job",
                person("alice", position="other"),
                person("bob", position="other"),
            ),
            (
                "somebody who gives and gets nothing for it",
                person("alice", wanted={"finance"}),
                person("bob", strong={"finance"}),
            ),
            (
                "somebody to teach a skill to who has it",
                person("alice", strong={"people"}, wanted={"finance"}),
                person("bob", strong={"finance", "customer"}, wanted={"customer"}),
            ),
        ],
    )
    @pytest.mark.parametrize("intent", Intent)
    def test_is_suggested(self, sentence: str, me: Profile, other: Profile, intent: Intent) -> None:
        assert met_by(me, other, intent=intent) == [], sentence
        assert met_by(other, me, intent=intent) == [], sentence

    def test_is_somebody_excluded_suggested(self) -> None:
        me, bob, carol = (person(name, "agent") for name in ("alice", "bob", "carol"))
        assert met_by(me, bob, carol, excluded=frozenset({"bob"})) == ["carol"]

    def test_does_an_unknown_organisation_keep_people_apart(self) -> None:
        me = person("alice", "agent", organisation=None)
        assert met_by(me, person("bob", "agent", organisation="")) == ["bob"]

    def test_are_there_more_than_asked_for(self) -> None:
        room = [person(f"p{number}", "agent") for number in range(20)]
        assert len(met_by(person("alice", "agent"), *room)) == 10
        assert len(met_by(person("alice", "agent"), *room, limit=3)) == 3
        assert met_by(person("alice", "agent"), *room, limit=0) == []


class TestReasons:
    @pytest.mark.parametrize(
        ("sentence", "me", "other", "key", "params"),
        [
            (
                "you both came up from the phones",
                person("alice", "agent"),
                person("bob", "agent"),
                "both-background",
                {"backgrounds": "agent"},
            ),
            (
                "the path that leads is the one to talk of",
                person("alice", "it", "agent", "hr"),
                person("bob", "it", "hr", "agent"),
                "both-background",
                {"backgrounds": "it"},
            ),
            (
                "you got in by different doors",
                person("alice", "agent", "hr"),
                person("bob", "finance"),
                "different-paths",
                {"my_background": "agent", "their_background": "finance"},
            ),
            (
                "each can teach the other, which counts more than the way in",
                person("alice", "agent", strong={"operations"}, wanted={"finance"}),
                person("bob", "finance", strong={"finance"}, wanted={"operations"}),
                "trade-skills",
                {"my_skill": "operations", "their_skill": "finance"},
            ),
            (
                "you want to learn the same",
                person("alice", wanted={"people"}),
                person("bob", wanted={"people", "customer"}),
                "both-learning",
                {"skill": "people"},
            ),
            (
                "you know the same",
                person("alice", strong={"technology"}),
                person("bob", strong={"technology"}),
                "both-strong",
                {"skill": "technology"},
            ),
            (
                "you do the same job",
                person("alice", position="manager"),
                person("bob", position="manager"),
                "both-position",
                {"position": "manager"},
            ),
            (
                "you have been at it for about as long",
                person("alice", years=22),
                person("bob", years=20),
                "years-alike",
                {"years": "22"},
            ),
            (
                "you are both new",
                person("alice", years=1),
                person("bob", years=0),
                "both-new",
                {},
            ),
            (
                "they were here long before you",
                person("alice", years=2),
                person("bob", years=12),
                "years-before",
                {},
            ),
            (
                "you were here long before them",
                person("alice", years=12),
                person("bob", years=2),
                "years-after",
                {},
            ),
            (
                "you have both told a story",
                person("alice", story="Once."),
                person("bob", story="Once."),
                "both-story",
                {},
            ),
        ],
    )
    def test_are(
        self, sentence: str, me: Profile, other: Profile, key: str, params: dict[str, str]
    ) -> None:
        assert why(me, other) == Reason(f"reason.{key}", params), sentence

    def test_follow_what_somebody_would_like(self) -> None:
        me = person("alice", "agent", years=1, position="manager")
        same = person("bob", "agent", years=20, position="manager")
        different = person("carol", "finance", years=20, position="manager")
        assert met_by(me, same, different, intent=Intent.SAME) == ["bob"]
        assert met_by(me, same, different, intent=Intent.DIFFERENT) == ["carol"]
        assert set(met_by(me, same, different)) == {"bob", "carol"}
        assert why(me, same, Intent.SAME).key == "reason.both-background"
        assert kind(why(me, different, Intent.DIFFERENT)) == "different-paths"


class TestAPathAskedFor:
    """Ada came from finance and has filled in all of her profile, and so has everybody else."""

    ADA = person(
        "ada",
        "finance",
        position="manager",
        years=7,
        strong={"finance"},
        wanted={"operations"},
        story="Once.",
    )
    ALIKE: ClassVar = {"position": "manager", "years": 7, "story": "Once."}
    TRADE: ClassVar = {"strong": frozenset({"operations"}), "wanted": frozenset({"finance"})}

    def crowd(self, background: str, **known: Any) -> list[Profile]:
        return [person(f"{background}{number}", background, **known) for number in range(12)]

    @pytest.mark.parametrize("alike", [{}, ALIKE, TRADE, ALIKE | TRADE])
    def test_the_same_one_leads_whatever_else_others_have(self, alike: dict[str, Any]) -> None:
        finance = self.crowd("finance", years=30)
        others = self.crowd("agent", **alike)
        found = suggest(self.ADA, others + finance, intent=Intent.SAME)
        assert set(names(found)) <= set(names_of(finance))
        assert all(one.reason.params == {"backgrounds": "finance"} for one in found)
        assert len(found) == 10

    def test_the_same_one_makes_a_shorter_list_rather_than_a_bad_one(self) -> None:
        others = self.crowd("agent", **self.ALIKE | self.TRADE)
        finance = [person("bob", "finance"), person("carol", "it", "finance")]
        assert met_by(self.ADA, *others, *finance, intent=Intent.SAME) == ["bob", "carol"]

    @pytest.mark.parametrize("alike", [ALIKE, TRADE, {"position": "manager"}])
    def test_among_the_same_who_have_more_in_common_come_first(self, alike: dict[str, Any]) -> None:
        room = [*self.crowd("finance"), person("bob", "finance", **alike)]
        assert met_by(self.ADA, *room, intent=Intent.SAME)[0] == "bob"

    def test_a_path_that_leads_comes_before_one_further_down(self) -> None:
        bob = person("bob", "it", "finance", **self.TRADE)
        carol = person("carol", "finance", **self.TRADE)
        assert met_by(self.ADA, bob, carol, intent=Intent.SAME) == ["carol", "bob"]

    def test_a_different_one_is_needed_and_a_trade_makes_it_better(self) -> None:
        finance = self.crowd("finance", **self.ALIKE | self.TRADE)
        agents = [*self.crowd("agent"), person("bob", "it", **self.TRADE)]
        found = met_by(self.ADA, *finance, *agents, intent=Intent.DIFFERENT)
        assert found[0] == "bob"
        assert len(found) == 10
        assert set(found) <= set(names_of(agents))

    @pytest.mark.parametrize("known", [{}, TRADE], ids=["plain", "with a trade"])
    def test_a_different_one_is_not_said_in_the_same_words_every_time(
        self, known: dict[str, Any]
    ) -> None:
        found = suggest(self.ADA, self.crowd("agent", **known), intent=Intent.DIFFERENT)
        assert len({one.reason.key for one in found}) >= 3
        assert found == suggest(self.ADA, self.crowd("agent", **known), intent=Intent.DIFFERENT)
        for one in found:  # both of a pair are told it alike
            (back,) = suggest(
                person(one.person_id, "agent", **known), [self.ADA], intent=Intent.DIFFERENT
            )
            assert back.reason.key == one.reason.key


class TestOrder:
    def test_both_must_gain(self) -> None:
        """Much for me and little for them is worth less than something for each of us."""
        me = person("alice", wanted={"finance", "customer"}, story="Once.")
        teacher = person("teacher", strong={"finance", "customer"}, story="Once.")
        partner = person("partner", wanted={"finance"}, story="Once.")
        assert met_by(me, teacher, partner) == ["partner", "teacher"]

    def test_people_alike_come_in_another_order_for_everybody(self) -> None:
        room = [person(f"p{number}", "agent") for number in range(100)]
        firsts = Counter(
            name for me in room for name in names(suggest(me, room, intent=Intent.SAME))
        )
        assert sum(firsts.values()) == 1000
        assert max(firsts.values()) <= 25
        assert len(firsts) >= 95

    def test_another_seed_is_another_order(self) -> None:
        room = [person(f"p{number}", "agent") for number in range(30)]
        me = person("alice", "agent")
        assert met_by(me, *room, seed=1) != met_by(me, *room, seed=2)

    def test_a_surprise_is_a_mix(self) -> None:
        me = person("alice", "agent", strong={"people"}, wanted={"finance"})
        traders = [
            person(f"trader{number}", "agent", strong={"finance"}, wanted={"people"})
            for number in range(20)
        ]
        strangers = [person(f"stranger{number}", "it") for number in range(20)]
        found = suggest(me, traders + strangers, intent=Intent.SURPRISE)
        assert {kind(one.reason) for one in found} == {"trade-skills", "different-paths"}
        assert found[0].reason.key == "reason.trade-skills"
