"""Repairing a plan: played rounds stay, and nobody moves who need not."""

from __future__ import annotations

import itertools
import random
from collections.abc import Collection, Iterable, Mapping, Sequence

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from server.tables.seating.planner import plan
from server.tables.seating.repair import Repair, repair
from server.tables.seating.report import Plan, Report
from server.tables.seating.room import Pair, Round
from server.tables.seating.traits import Known
from tests.tables.rooms import people, some_pairs

quick = settings(max_examples=60, deadline=None)


def new(count: int) -> list[str]:
    """Return so many people who join."""
    return [f"n{number:03}" for number in range(count)]


def as_planned(*rounds: Sequence[Sequence[str]]) -> Plan:
    """Return a plan written as tables of letters: `as_planned(["abc", "def"])`."""
    seatings = tuple(tuple(tuple(table) for table in tables) for tables in rounds)
    return Plan(seatings, Report(), ((),) * len(seatings))


def at_table(seating: Round) -> dict[str, int]:
    return {person: table for table, there in enumerate(seating) for person in there}


def moved_in(before: Round, after: Round) -> set[str]:
    """Return who sat at one table and sits at another."""
    then, now = at_table(before), at_table(after)
    return {person for person in then.keys() & now.keys() if then[person] != now[person]}


def repeats_in(made: Plan, met: Iterable[Pair] = ()) -> int:
    meetings = [
        pair
        for seating in made.seatings
        for there in seating
        for pair in itertools.combinations(sorted(there), 2)
    ]
    everything = [*{(min(pair), max(pair)) for pair in met}, *meetings]
    return len(everything) - len(set(everything))


def is_sound(seating: Sequence[Collection[str]], blocked: Iterable[Pair]) -> bool:
    return all(len(there) == 0 or 3 <= len(there) <= 6 for there in seating) and not any(
        {one, other} <= set(there) for one, other in blocked for there in seating
    )


def fewest_moves(
    before: Round, here: Sequence[str], blocked: Iterable[Pair], fixed: Mapping[str, int], most: int
) -> int | None:
    """Try every seating of a small room; return how many move in the best, None without one."""
    then, best = at_table(before), None
    for tables in itertools.product(range(most), repeat=len(here)):
        moves = sum(then.get(who, at) != at for who, at in zip(here, tables, strict=True))
        if best is not None and moves >= best:
            continue
        seating = [
            {who for who, at in zip(here, tables, strict=True) if at == table}
            for table in range(most)
        ]
        if is_sound(seating, blocked) and all(who in seating[at] for who, at in fixed.items()):
            best = moves
    return best


class TestEveryRepair:
    @quick
    @given(st.data(), st.integers(6, 60), st.integers(1, 4))
    def test_is_sound_and_leaves_what_was_played(
        self, data: st.DataObject, count: int, rounds: int
    ) -> None:
        made = plan(people(count), size=data.draw(st.integers(3, 6)), rounds=rounds, budget=0)
        played = data.draw(st.integers(0, rounds))
        left = data.draw(st.lists(st.sampled_from(people(count)), max_size=count - 3, unique=True))
        joined = new(data.draw(st.integers(0, 20)))
        met, wanted = data.draw(some_pairs(count)), data.draw(some_pairs(count))

        def once() -> Repair:
            return repair(made, played, joined, left, met=met, wanted=wanted, seed=3)

        repaired = once()
        here = {*people(count), *joined} - set(left)
        assert repaired.plan.seatings[:played] == made.seatings[:played]
        for seating in repaired.plan.seatings[played:]:
            assert sorted(itertools.chain(*seating)) == sorted(here)
            assert is_sound(seating, [])
        wishes = {tuple(sorted(pair)) for pair in wanted}
        known = {tuple(sorted(pair)) for pair in met} - wishes
        assert repaired.plan.report.repeats == repeats_in(repaired.plan, known)  # type: ignore[arg-type]
        assert repaired.plan.report.repeats >= repaired.plan.report.repeats_bound
        together = {
            pair
            for seating in repaired.plan.seatings
            for there in seating
            for pair in itertools.combinations(sorted(there), 2)
        }
        assert together.issuperset(repaired.plan.report.wishes_kept)
        assert together.isdisjoint(repaired.plan.report.wishes_broken)
        assert once() == repaired, "the same for the same seed"
        assert {(at, who) for at, who in repaired.moved} == {
            (at, who)
            for at in range(played, rounds)
            for who in moved_in(made.seatings[at], repaired.plan.seatings[at])
        }

    @settings(
        max_examples=80, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate]
    )
    @given(st.data())
    def test_moves_the_fewest_that_any_seating_moves(self, data: st.DataObject) -> None:
        sizes = data.draw(st.sampled_from([(3, 3), (4, 3), (4, 4), (6,), (6, 3), (3, 2), (5, 3)]))
        everybody = people(sum(sizes))
        at = iter(everybody)
        made = as_planned([tuple(itertools.islice(at, size)) for size in sizes])
        left = data.draw(st.lists(st.sampled_from(everybody), max_size=4, unique=True))
        joined = new(data.draw(st.integers(0, 3 if len(everybody) < 9 else 0)))
        blocked = data.draw(some_pairs(len(everybody), 3))
        blocked += [(one, everybody[0]) for one in joined if data.draw(st.booleans())]
        fixed = {
            who: table
            for table, there in enumerate(made.seatings[0])
            for who in there
            if who not in left and data.draw(st.integers(0, 5)) == 0
        }
        most = len(sizes) + data.draw(st.integers(0, 1))
        here = sorted({*everybody, *joined} - set(left))
        fewest = fewest_moves(made.seatings[0], here, blocked, fixed, most)
        repaired = repair(made, 0, joined, left, blocked=blocked, fixed=fixed, most=most)
        if fewest is not None:
            assert is_sound(repaired.plan.seatings[0], blocked)
            assert len(repaired.moved) == fewest

    @pytest.mark.parametrize("seed", range(3))
    def test_of_a_full_hall_moves_nobody(self, seed: int) -> None:
        """Twenty leave and sixteen join four hundred: the free chairs are enough."""
        made = plan(people(400), size=5, rounds=4, budget=0, seed=seed)
        left = random.Random(seed).sample(people(400), 20)
        repaired = repair(made, 1, new(16), left, seed=seed)
        assert repaired.moved == ()
        assert repaired.plan.report.repeats == made.report.repeats == 0
        assert {len(there) for there in repaired.plan.seatings[1]} <= {3, 4, 5}


class TestWhoMoves:
    @pytest.mark.parametrize(
        ("sentence", "tables", "left", "joined", "after"),
        [
            ("nobody when nobody came or went", ["abcd", "efg"], "", "", ["abcd", "efg"]),
            ("nobody while tables are thick enough", ["abcd", "efgh"], "ae", "", ["bcd", "fgh"]),
            ("who joins fills the thinnest table", ["abcd", "efgh"], "efh", "12", ["abcd", "12g"]),
            ("one comes to two rather than two go", ["abcde", "fgh"], "h", "", [4, 3]),
            ("who is left alone goes elsewhere", ["abcd", "efg"], "fg", "", ["abcde"]),
            ("nobody sits too close", ["abcdef", "ghijkl"], "", "1", [5, 5, 3]),
            ("two are left when all others went", ["abc", "def"], "abcd", "", ["", "ef"]),
            ("nobody is left", ["abc"], "abc", "", []),
        ],
    )
    def test_is_nobody_who_need_not(
        self, sentence: str, tables: list[str], left: str, joined: str, after: list[str | int]
    ) -> None:
        repaired = repair(as_planned(tables), 0, [*joined], [*left])
        (seating,) = repaired.plan.seatings
        if all(isinstance(there, int) for there in after):
            assert [len(there) for there in seating] == after, sentence
        else:
            assert ["".join(sorted(there)) for there in seating] == after, sentence

    def test_parts_those_who_blocked_each_other_since(self) -> None:
        repaired = repair(as_planned(["abcd", "efgh"]), 0, blocked=[("a", "b")])
        assert len(repaired.moved) == 1
        assert repaired.plan.report.blocked_together == ()

    def test_is_never_a_host_who_stays(self) -> None:
        made = as_planned(["abcd", "efg"], ["aefg", "bcd"])
        repaired = repair(made, 0, left="fg", fixed={"e": 1}, blocked=[("c", "d")])
        for seating in repaired.plan.seatings:
            assert "e" in seating[1]
            assert not any({"c", "d"} <= set(there) for there in seating)

    def test_joins_whom_they_do_not_know(self) -> None:
        """There is a chair free in each round at one table with strangers only."""
        made = as_planned(["abcd", "efgh", "ijkl"], ["aei", "bfj", "cgk", "dhl"])
        repaired = repair(made, 1, ["x"], met=[("x", "b"), ("x", "c"), ("x", "a")])
        assert repaired.plan.seatings[1][3] == ("d", "h", "l", "x")
        assert repaired.plan.report.repeats == 0

    def test_takes_organisations_and_then_backgrounds_to_choose(self) -> None:
        known = {"x": Known(background="it", organisation="Mill")}
        known |= {"a": Known(organisation="Mill"), "d": Known(background="it")}
        repaired = repair(as_planned(["abc", "def", "ghi"]), 0, ["x"], known=known)
        assert "x" in repaired.plan.seatings[0][2]


class TestMorePeopleThanChairs:
    def test_rest_in_turn(self) -> None:
        """Whoever came late waits first, and not a second time before everybody else has."""
        made = plan(people(12), size=6, most=2, rounds=4, budget=0)
        repaired = repair(made, 1, new(3), size=6, most=2)
        turns = [who for resting in repaired.plan.resting for who in resting]
        assert [len(resting) for resting in repaired.plan.resting] == [0, 3, 3, 3]
        assert len(set(turns)) == 9
        for seating, resting in zip(
            repaired.plan.seatings[1:], repaired.plan.resting[1:], strict=True
        ):
            assert sorted([*itertools.chain(*seating), *resting]) == sorted([*people(12), *new(3)])

    def test_end_their_rest_when_somebody_leaves(self) -> None:
        made = plan(people(14), size=6, most=2, rounds=2, budget=0)
        repaired = repair(made, 0, left=["p001", "p002"], size=6, most=2)
        assert repaired.plan.resting == ((), ())
        assert repaired.moved == ()


@pytest.mark.parametrize(
    ("sentence", "played", "joined", "said"),
    [
        ("nobody is here twice", 0, ["a"], "here already"),
        ("nobody joins twice", 0, ["x", "x"], "here already"),
        ("played rounds were planned", 2, [], "more rounds"),
    ],
)
def test_questions_without_sense_are_refused(
    sentence: str, played: int, joined: list[str], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        repair(as_planned(["abc"]), played, joined)
