"""Seating: what is promised of every room, and what is said of the strange ones."""

from __future__ import annotations

import itertools
import json
import random
from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from server.tables.seating import swaps
from server.tables.seating.exchange import Exchange
from server.tables.seating.going_on import go_on
from server.tables.seating.planner import plan, seat_latecomer
from server.tables.seating.report import Advice, Plan
from server.tables.seating.room import Pair, Round
from server.tables.seating.sizes import table_sizes
from server.tables.seating.traits import Known
from tests.tables.rooms import people, some_pairs

quick = settings(max_examples=40, deadline=None)


def pairs_of(seating: Round) -> list[Pair]:
    return [pair for table in seating for pair in itertools.combinations(sorted(table), 2)]


def repeats_in(made: Plan, met: Iterable[Pair] = ()) -> int:
    """Count as somebody with a pencil would: every meeting after a pair's first."""
    meetings = Counter(pair for seating in made.seatings for pair in pairs_of(seating))
    meetings.update({(min(pair), max(pair)) for pair in met})
    return sum(times - 1 for times in meetings.values())


def advice_keys(made: Plan) -> list[str]:
    return [advice.key for advice in made.report.advice]


class TestTableSizes:
    @pytest.mark.parametrize(
        ("sentence", "count", "size", "sizes"),
        [
            ("nobody needs no table", 0, 5, ()),
            ("somebody alone sits alone", 1, 5, (1,)),
            ("two sit together", 2, 5, (2,)),
            ("three are a table", 3, 5, (3,)),
            ("six stay together rather than be split in threes", 6, 5, (6,)),
            ("seven are too many for one table", 7, 5, (4, 3)),
            ("eleven at five are nearest with one more chair", 11, 5, (6, 5)),
            ("eleven at four are nearest with one fewer", 11, 4, (4, 4, 3)),
            ("of two as near, the smaller tables", 12, 5, (4, 4, 4)),
            ("what divides is divided", 20, 5, (5, 5, 5, 5)),
            ("pairs are a choice too, and the odd one makes a trio", 7, 2, (3, 2, 2)),
        ],
    )
    def test_are(self, sentence: str, count: int, size: int, sizes: tuple[int, ...]) -> None:
        assert table_sizes(count, size) == sizes, sentence

    def test_bounds_can_be_chosen(self) -> None:
        assert table_sizes(14, 5, minimum=4, maximum=5) == (5, 5, 4)
        assert table_sizes(16, 8, minimum=3, maximum=6) == (8, 8), "what is wanted is allowed"
        assert table_sizes(7, 4, minimum=4, maximum=5) == (4, 3), "as near to it as can be"

    @given(st.integers(3, 400), st.integers(3, 6))
    def test_keep_everybody_in_company(self, count: int, size: int) -> None:
        sizes = table_sizes(count, size)
        assert sum(sizes) == count
        assert max(sizes) - min(sizes) <= 1
        assert min(sizes) >= 3
        assert max(sizes) <= 6

    @pytest.mark.parametrize(("size", "minimum"), [(0, 3), (-1, 3), (5, 0)])
    def test_refuse_tables_without_chairs(self, size: int, minimum: int) -> None:
        with pytest.raises(ValueError, match="chair"):
            table_sizes(10, size, minimum)


class TestEveryPlan:
    @quick
    @given(st.data(), st.integers(1, 40), st.integers(2, 7), st.integers(1, 5))
    def test_seats_everybody_once_a_round(
        self, data: st.DataObject, count: int, size: int, rounds: int
    ) -> None:
        tables = data.draw(st.none() | st.integers(1, 14))
        met, blocked, wanted = (data.draw(some_pairs(count)) for _ in range(3))
        made = plan(
            people(count),
            size=size if tables is None else None,
            tables=tables,
            rounds=rounds,
            met=met,
            blocked=blocked,
            wanted=wanted,
            budget=0.01,
        )
        assert len(made.seatings) == rounds
        for seating in made.seatings:
            assert sorted(itertools.chain(*seating)) == people(count)
            sizes = [len(table) for table in seating]
            assert max(sizes) - min(sizes) <= 1
        known = {tuple(sorted(pair)) for pair in met} - {tuple(sorted(pair)) for pair in wanted}
        report = made.report
        assert report.repeats == repeats_in(made, known)  # type: ignore[arg-type]
        assert report.repeats >= report.repeats_bound
        together = {pair for seating in made.seatings for pair in pairs_of(seating)}
        assert together.issuperset(report.wishes_kept)
        assert together.isdisjoint(report.wishes_broken)
        assert {*report.wishes_kept, *report.wishes_broken} == {
            tuple(sorted(pair)) for pair in wanted
        }
        assert set(report.blocked_together) == together & {tuple(sorted(p)) for p in blocked}

    @quick
    @given(st.integers(2, 30), st.integers(1, 4), st.integers(0, 2**32), st.data())
    def test_is_the_same_for_the_same_seed(
        self, count: int, rounds: int, seed: int, data: st.DataObject
    ) -> None:
        met, blocked = data.draw(some_pairs(count)), data.draw(some_pairs(count, 4))

        def once(met: Iterable[Pair]) -> Plan:
            return plan(
                people(count),
                rounds=rounds,
                met=met,
                blocked=blocked,
                seed=seed,
                budget=0.02,
                timer=lambda: 0.0,
            )

        assert once(met) == once(set(met)) == once([pair[::-1] for pair in reversed(met)])

    def test_is_another_for_another_seed(self) -> None:
        one, other = (plan(people(30), rounds=2, seed=seed) for seed in (1, 2))
        assert one.seatings != other.seatings

    @quick
    @given(st.integers(6, 40), st.integers(1, 4), st.data())
    def test_leaves_those_who_are_fixed_where_they_are(
        self, count: int, rounds: int, data: st.DataObject
    ) -> None:
        tables = data.draw(st.integers(2, count // 3))
        hosts = data.draw(st.lists(st.sampled_from(people(count)), max_size=tables, unique=True))
        fixed = {host: table for table, host in enumerate(hosts)}
        made = plan(
            people(count),
            tables=tables,
            rounds=rounds,
            fixed=fixed,
            met=data.draw(some_pairs(count)),
            blocked=data.draw(some_pairs(count, 4)),
            budget=0.01,
        )
        for seating in made.seatings:
            assert all(host in seating[table] for host, table in fixed.items())
        assert "fixed-let-go" not in advice_keys(made)


class TestNobodyMeetsTwice:
    @pytest.mark.parametrize(
        ("count", "tables", "rounds"),
        [
            *[(25, 5, rounds) for rounds in range(1, 7)],  # an affine plane, rows and all
            *[(16, 4, rounds) for rounds in range(1, 6)],
            *[(20, 5, rounds) for rounds in (2, 3, 4)],
            (24, 5, 6),
            (15, 4, 5),
            (64, 8, 9),
            (81, 9, 10),
            (24, 6, 4),
            (30, 7, 5),
            (60, 12, 6),
            (61, 12, 6),
            (32, 8, 9),
            (100, 20, 6),
            (97, 20, 6),
        ],
    )
    def test_where_the_construction_says_so(self, count: int, tables: int, rounds: int) -> None:
        made = plan(people(count), tables=tables, rounds=rounds, budget=0)
        assert repeats_in(made) == 0
        assert made.report.repeats == 0
        assert made.report.advice == ()

    @quick
    @given(st.sampled_from([5, 7, 11, 13, 4, 8, 9]), st.data())
    def test_at_a_prime_power_of_tables(self, tables: int, data: st.DataObject) -> None:
        count = data.draw(st.integers(3 * tables, min(6, tables) * tables))
        rounds = data.draw(st.integers(1, tables))
        made = plan(people(count), tables=tables, rounds=rounds, budget=0, seed=count)
        assert repeats_in(made) == 0

    def test_where_one_table_more_spares_it(self) -> None:
        """Six people cannot come from four tables without two from the same, five from five can."""
        made = plan(people(21), size=5, rounds=3)
        assert made.report.repeats == 0
        assert [len(there) for there in made.seatings[0]] == [5, 4, 4, 4, 4]

    def test_not_at_the_price_of_tables_that_nobody_has(self) -> None:
        made = plan(people(21), size=5, rounds=3, most=4)
        assert [len(there) for there in made.seatings[0]] == [6, 5, 5, 5]

    @pytest.mark.parametrize("rounds", [2, 3, 4])
    def test_more_often_than_must_be(self, rounds: int) -> None:
        """Five people cannot come from four tables without two from the same."""
        made = plan(people(20), size=5, rounds=rounds)
        assert made.report.repeats == made.report.repeats_bound == 4 * (rounds - 1)
        assert made.report.advice == (Advice("other-tables", {"tables": 5, "instead": 4}),)

    def test_and_advice_is_not_silent_because_of_a_block(self) -> None:
        """A host who misses it could tell that somebody here keeps from somebody."""
        blocked = [("p000", "p001"), ("p002", "p003")]
        made = plan(people(20), size=5, rounds=2, blocked=blocked)
        assert made.report.advice == plan(people(20), size=5, rounds=2).report.advice != ()

    def test_and_those_who_met_before_do_not_meet_again(self) -> None:
        first = plan(people(60), size=5, rounds=2)
        met = [pair for seating in first.seatings for pair in pairs_of(seating)]
        later = plan(people(60), size=5, rounds=2, met=met, seed=7)
        assert later.report.repeats == repeats_in(later, met) == 0

    def test_a_bound_counts_those_who_have_nobody_left(self) -> None:
        everybody = [("p000", other) for other in people(12)[1:]]
        made = plan(people(12), size=4, rounds=2, met=everybody)
        assert made.report.repeats_bound == 3, "six meetings of one person, halved"
        assert made.report.repeats >= 6


class TestBlockedPairs:
    @settings(max_examples=50, deadline=None)
    @given(st.integers(2, 6), st.integers(1, 3), st.floats(0, 1), st.randoms(use_true_random=False))
    def test_sit_apart_when_that_is_possible(
        self, tables: int, rounds: int, density: float, draw: random.Random
    ) -> None:
        count = draw.randint(3 * tables, 6 * tables)
        order = draw.sample(people(count), count)
        blocked = [
            (order[one], order[other])
            for one, other in itertools.combinations(range(count), 2)
            if one % tables != other % tables and draw.random() < density
        ]
        made = plan(people(count), tables=tables, rounds=rounds, blocked=blocked, budget=0)
        together = {pair for seating in made.seatings for pair in pairs_of(seating)}
        assert together.isdisjoint(tuple(sorted(pair)) for pair in blocked)
        assert made.report.blocked_together == ()

    def test_come_before_wishes_and_repeats(self) -> None:
        pair = ("p001", "p002")
        made = plan(people(12), size=4, rounds=3, wanted=[pair], blocked=[pair], budget=0.1)
        assert made.report.wishes_broken == (pair,)
        assert made.report.blocked_together == ()

    @pytest.mark.parametrize(
        ("count", "sizes"), [(2, [1, 1]), (3, [1, 2]), (5, [2, 3]), (6, [3, 3])]
    )
    def test_are_worth_a_table_more(self, count: int, sizes: list[int]) -> None:
        made = plan(people(count), size=6, rounds=2, blocked=[("p000", "p001")], budget=0)
        assert made.report.blocked_together == ()
        assert [sorted(map(len, seating)) for seating in made.seatings] == [sizes, sizes]

    def test_that_cannot_sit_apart_are_known_to_the_caller_only(self) -> None:
        blocked = [("p000", other) for other in people(20)[1:]]
        made = plan(people(20), size=5, rounds=1, blocked=blocked, budget=0)
        assert len(made.report.blocked_together) >= 3
        assert made.report.advice == ()
        told = go_on(
            planned=None, people=people(20), size=5, rounds=1, blocked=blocked, known={}, budget=0
        )
        answer = json.loads(json.dumps(told))
        assert answer["seatings"]
        assert not any("block" in word for word in json.dumps(answer).split('"'))

    def test_does_not_let_one_person_split_the_room(self) -> None:
        """Somebody who blocks everybody would otherwise shrink everybody's table."""
        blocked = [("p000", other) for other in people(60)[1:]]
        made = plan(people(60), size=5, rounds=1, blocked=blocked, budget=0)
        assert {len(table) for table in made.seatings[0]} == {5}


class TestWishes:
    def test_are_kept_once_where_they_can_be(self) -> None:
        wanted = [("p000", "p010"), ("p001", "p011"), ("p002", "p012")]
        made = plan(people(24), size=4, rounds=3, wanted=wanted)
        assert made.report.wishes_kept == tuple(wanted)
        assert made.report.repeats == 0

    def test_outdo_an_earlier_meeting(self) -> None:
        pair = ("p000", "p010")
        made = plan(people(24), size=4, rounds=3, wanted=[pair], met=[pair])
        assert made.report.wishes_kept == (pair,)
        assert made.report.repeats == 0

    def test_of_those_who_are_not_here_are_ignored(self) -> None:
        made = plan(people(6), rounds=1, wanted=[("p000", "gone")], met=[("gone", "away")])
        assert made.report.wishes_broken == ()


class TestStrangeRooms:
    @pytest.mark.parametrize("count", [0, 1, 2, 3])
    def test_a_few_people_share_one_table(self, count: int) -> None:
        made = plan(people(count), size=5, rounds=3, budget=0)
        assert [sorted(itertools.chain(*seating)) for seating in made.seatings] == [
            people(count)
        ] * 3
        assert made.report.repeats == made.report.repeats_bound
        assert advice_keys(made) == (["alone"] if count == 1 else [])

    def test_seven_people_at_two_tables_for_three_rounds_do_as_well_as_can_be(self) -> None:
        made = plan(people(7), tables=2, rounds=3)
        assert made.report.repeats == made.report.repeats_bound == 6

    def test_as_many_tables_as_people_are_not_all_used(self) -> None:
        made = plan(people(7), tables=7, rounds=2)
        assert sorted(map(len, made.seatings[0])) == [3, 4]
        assert made.report.advice[0] == Advice("tables-left-empty", {"tables": 7, "used": 2})

    def test_more_hosts_than_chairs_are_let_go(self) -> None:
        fixed = dict.fromkeys(people(5), 0) | {"p005": 9, "gone": 1}
        made = plan(people(9), tables=3, rounds=2, fixed=fixed, budget=0.05)
        staying = set(made.seatings[0][0]) & set(made.seatings[1][0]) & set(people(5))
        assert len(staying) == 3
        assert made.report.advice[0] == Advice("fixed-let-go", {"people": 3})

    def test_nobody_moves_when_everybody_is_fixed(self) -> None:
        fixed = {person: place % 2 for place, person in enumerate(people(8))}
        made = plan(people(8), tables=2, rounds=2, fixed=fixed)
        assert made.report.repeats == 12

    def test_too_many_rounds_say_how_many_would_do(self) -> None:
        made = plan(people(16), tables=4, rounds=6, budget=0)
        assert made.report.repeats == made.report.repeats_bound == 24
        assert Advice("fewer-rounds", {"rounds": 5}) in made.report.advice

    @pytest.mark.parametrize(
        ("sentence", "asked", "said"),
        [
            ("nobody sits twice", {"people": ["a", "b", "a"], "rounds": 1}, "twice"),
            ("there is a round", {"people": ["a"], "rounds": 0}, "one round"),
            ("there is a table", {"people": ["a"], "rounds": 1, "tables": 0}, "one table"),
            ("a table has a chair", {"people": ["a"], "rounds": 1, "size": 0}, "one chair"),
            ("one choice", {"people": ["a"], "rounds": 1, "size": 3, "tables": 1}, "either"),
        ],
    )
    def test_questions_without_sense_are_refused(
        self, sentence: str, asked: dict[str, object], said: str
    ) -> None:
        with pytest.raises(ValueError, match=said):
            plan(**asked)  # type: ignore[arg-type]


class TestTime:
    def test_a_thousand_people_need_no_search(self) -> None:
        assert plan(people(1000), size=5, rounds=6, budget=0).report.repeats == 0

    def test_ends_with_the_budget(self) -> None:
        passed = itertools.count()
        made = plan(people(36), size=6, rounds=4, budget=5, timer=lambda: float(next(passed)))
        assert next(passed) == 6, "asked at the start, and at each step until five seconds are over"
        assert made.report.repeats > made.report.repeats_bound

    def test_giant_tables_are_laid_without_looking_at_every_two(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A step of searching would take longer than there is: the first rotation it is."""
        asked = itertools.count()
        monkeypatch.setattr(swaps, "meetings", lambda _: pytest.fail("nine million pairs"))
        monkeypatch.setattr(Exchange, "_price_of", lambda *_: pytest.fail("the same, one by one"))
        everybody = people(9000)
        known = {one: Known(organisation=f"o{place % 50}") for place, one in enumerate(everybody)}
        made = plan(
            everybody,
            tables=9,
            rounds=2,
            budget=2,
            known=known,
            timer=lambda: float(next(asked)),
        )
        assert {len(there) for seating in made.seatings for there in seating} == {1000}
        assert made.report.repeats >= made.report.repeats_bound > 0

    def test_meetings_at_giant_tables_are_counted_right(self) -> None:
        """With a pencil they are counted as at any other."""
        made = plan(people(260), tables=2, rounds=3, met=[("p000", "p001")], budget=0)
        assert made.report.repeats == repeats_in(made, [("p000", "p001")])


@st.composite
def rooms_in_progress(draw: st.DrawFn) -> tuple[list[list[str]], list[Pair], list[Pair]]:
    sizes = draw(st.lists(st.integers(0, 7), max_size=6))
    everybody = iter(people(sum(sizes)))
    tables = [list(itertools.islice(everybody, size)) for size in sizes]
    other = st.sampled_from([*people(sum(sizes)), "gone"])
    with_late = st.lists(other.map(lambda one: ("late", one)), max_size=8)
    return tables, draw(with_late), draw(with_late)


class TestLatecomer:
    @pytest.mark.parametrize(
        ("sentence", "tables", "blocked", "met", "chosen"),
        [
            ("the smallest table first", ["abcd", "efg", "hijk"], "", "", 1),
            ("even one where everybody is known", ["abcd", "efg"], "", "efg", 1),
            ("of those alike the one with the fewest met", ["abc", "def"], "", "ab", 1),
            ("and then the first", ["abc", "def"], "", "", 0),
            ("never with somebody blocked", ["abcd", "efg"], "f", "", 0),
            ("nowhere when every table is full", ["abcdef", "ghijkl"], "", "", None),
            ("nowhere when the rest is blocked", ["abcdef", "ghi"], "g", "", None),
            ("nobody is sent to sit alone", ["", "abc"], "", "", 1),
            ("not even when nobody else is there", ["", ""], "", "", None),
            ("somebody left alone gets company first", ["abc", "d"], "", "", 1),
            ("without tables there is none", [], "", "", None),
        ],
    )
    def test_sits(
        self, sentence: str, tables: list[str], blocked: str, met: str, chosen: int | None
    ) -> None:
        assert (
            seat_latecomer(
                [list(table) for table in tables],
                "late",
                maximum=6,
                blocked=[("late", one) for one in blocked] + [("a", "b")],
                met=[(one, "late") for one in met] + [("d", "e")],
            )
            == chosen
        ), sentence

    @given(rooms_in_progress())
    def test_is_never_squeezed_in_nor_put_with_somebody_blocked(
        self, room: tuple[list[list[str]], list[Pair], list[Pair]]
    ) -> None:
        tables, blocked, met = room
        chosen = seat_latecomer(tables, "late", maximum=6, blocked=blocked, met=met)
        avoided = {one for _, one in blocked}
        free = [table for table in tables if 0 < len(table) < 6 and avoided.isdisjoint(table)]
        assert (chosen is None) == (not free)
        if chosen is not None:
            assume(free)
            assert tables[chosen] in free
            assert len(tables[chosen]) == min(map(len, free))
