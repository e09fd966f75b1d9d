"""More people than chairs: who sits out, whose turn it is next, and what they are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from tests.support.phones import Phone
from tests.tables.conftest import TalkAtHand

OpenTalk = Callable[..., TalkAtHand]
Crowd = Callable[[int, TalkAtHand], list[Phone]]


def waiting(talk: TalkAtHand, phones: list[Phone]) -> list[Phone]:
    """Return who is here and has no table."""
    return [phone for phone in phones if phone.get(talk.path)["table"] is None]


def tables(talk: TalkAtHand) -> dict[int, int]:
    """Return how many sit at which table."""
    return {one["number"]: one["heads"] for one in talk.host.get(f"{talk.path}/room")["tables"]}


def next_round(talk: TalkAtHand) -> None:
    talk.do("go-on")
    talk.do("go-on")
    assert talk.now()["phase"] == "moving"


def log_of(talk: TalkAtHand) -> list[str]:
    return [one["sentence"]["text"] for one in talk.host.get(f"{talk.path}/log")["lines"]]


def test_nobody_sits_out_twice_before_everybody_has_once(open_talk: OpenTalk, crowd: Crowd) -> None:
    talk = open_talk(size=3, rounds=5, tables=1, first_table=7)
    phones = crowd(8, talk)
    talk.do("start")
    turns: Counter[str] = Counter()
    for number in range(1, 5):
        assert tables(talk) == {7: 6}
        out = waiting(talk, phones)
        turns.update(phone.person_id for phone in out)
        assert len(out) == 2
        assert len(turns) == 2 * number
        next_round(talk)
    assert set(turns.values()) == {1}


def test_comings_and_goings_leave_it_fair(open_talk: OpenTalk, crowd: Crowd) -> None:
    """Somebody leaves, others come, and whoever sat out sits in the next round."""
    talk = open_talk(size=3, rounds=6, tables=1)
    phones = crowd(7, talk)
    talk.do("start")
    turns: Counter[str] = Counter()
    before: set[str] = set()
    for number in range(5):
        out = {phone.person_id for phone in waiting(talk, phones)}
        assert out.isdisjoint(before)
        assert all(turns[one] <= min(turns[p.person_id] for p in phones) for one in out)
        turns.update(out)
        before = out
        if number == 1:
            phones += crowd(1, talk)
            before |= {phones[-1].person_id}
            turns[phones[-1].person_id] += 1
        talk.do("go-on")
        if number == 3:
            gone = next(phone for phone in phones if phone.person_id not in out)
            gone.delete(f"{talk.path}/here")
            phones.remove(gone)
            before = {phone.person_id for phone in waiting(talk, phones)}
        talk.do("go-on")
        assert max(tables(talk).values()) <= 6


def test_who_sits_out_hears_why_and_is_first_next_time(open_talk: OpenTalk, crowd: Crowd) -> None:
    talk = open_talk(size=5, rounds=2, tables=2)
    phones = crowd(14, talk)
    talk.do("start")
    out = waiting(talk, phones)
    assert [phone.get(talk.path)["waiting"] for phone in out] == [
        {"why": "full", "first": True, "table": None}
    ] * 2
    seated = next(phone for phone in phones if phone not in out)
    assert seated.get(talk.path)["waiting"] is None
    assert sum("has no chair in round 1." in line for line in log_of(talk)) == 2
    report = " ".join(talk.host.get(f"{talk.path}/room")["report"]["advice"])
    assert "There are 12 chairs, 2 too few" in report
    next_round(talk)
    assert not {phone.person_id for phone in waiting(talk, phones)} & {
        phone.person_id for phone in out
    }


def test_no_promise_is_made_where_most_wait(open_talk: OpenTalk, crowd: Crowd) -> None:
    talk = open_talk(size=5, rounds=3, tables=1)
    phones = crowd(14, talk)
    talk.do("start")
    out = waiting(talk, phones)
    assert len(out) == 8
    assert {phone.get(talk.path)["waiting"]["first"] for phone in out} == {False}


def test_a_chair_that_becomes_free_is_theirs(open_talk: OpenTalk, crowd: Crowd) -> None:
    talk = open_talk(size=5, rounds=2, tables=1)
    phones = crowd(7, talk)
    talk.do("start")
    (out,) = waiting(talk, phones)
    host = talk.host.listen(f"talk-hosts:{talk.id}")
    gone = next(phone for phone in phones if phone is not out)
    gone.delete(f"{talk.path}/here")
    assert out.get(talk.path)["table"]["number"] == 1
    assert out.get(talk.path)["waiting"] is None
    told = host.get_received()[-1]["args"][0]["data"]
    assert [one["table"] for one in told["people"]] == [1]


def test_a_latecomer_without_a_chair_is_first_next_time_too(
    open_talk: OpenTalk, crowd: Crowd
) -> None:
    talk = open_talk(size=5, rounds=3, tables=1)
    crowd(6, talk)
    talk.do("start")
    (late,) = crowd(1, talk)
    assert late.get(talk.path)["waiting"] == {"why": "full", "first": True, "table": None}
    next_round(talk)
    assert late.get(talk.path)["table"]


def test_who_leaves_does_not_begin_anew(open_talk: OpenTalk, crowd: Crowd) -> None:
    talk = open_talk(size=5, rounds=3, tables=1)
    phones = crowd(7, talk)
    talk.do("start")
    (out,) = waiting(talk, phones)
    out.delete(f"{talk.path}/here")
    out.put(f"{talk.path}/here")
    next_round(talk)
    assert out.get(talk.path)["table"]


def test_what_was_undone_is_dealt_again_to_the_same_people(
    open_talk: OpenTalk, crowd: Crowd
) -> None:
    talk = open_talk(size=5, rounds=2, tables=1)
    phones = crowd(7, talk)
    talk.do("start")
    talk.do("go-on")
    talk.do("go-on")
    out = waiting(talk, phones)
    talk.do("undo")
    talk.do("go-on")
    assert waiting(talk, phones) == out


def test_tables_stay_within_those_that_there_are(open_talk: OpenTalk, crowd: Crowd) -> None:
    """Another talk sits at one of them, and a third without tables of its own keeps away."""
    first = open_talk(size=3, rounds=1, first_table=3)
    crowd(3, first)
    first.do("start")
    assert set(tables(first)) == {3}
    talk = open_talk(size=3, rounds=1, first_table=2, tables=3)
    phones = crowd(13, talk)
    other = open_talk(size=3, rounds=1, first_table=1)
    crowd(6, other)
    talk.do("start")
    other.do("start")
    assert tables(talk) == {2: 6, 4: 6}
    assert len(waiting(talk, phones)) == 1
    assert set(tables(other)) == {1, 5}


def test_a_talk_opened_later_begins_after_the_tables_that_were_given(
    open_talk: OpenTalk,
) -> None:
    open_talk(tables=8)
    view: dict[str, Any] = open_talk().view
    assert view["first_table"] == 9


def test_latecomers_who_are_enough_have_a_table_of_their_own(
    open_talk: OpenTalk, crowd: Crowd
) -> None:
    talk = open_talk(size=5, rounds=1, first_table=4)
    crowd(6, talk)
    talk.do("start")
    host = talk.host.listen(f"talk-hosts:{talk.id}")
    alice, bob = crowd(2, talk)
    assert len(waiting(talk, [alice, bob])) == 2
    (carol,) = crowd(1, talk)
    assert tables(talk) == {4: 6, 5: 3}
    assert {phone.get(talk.path)["table"]["number"] for phone in (alice, bob, carol)} == {5}
    assert alice.get(talk.path)["waiting"] is None
    told = host.get_received()[-1]["args"][0]["data"]
    assert {one["person"]["id"]: one["table"] for one in told["people"]} == dict.fromkeys(
        (phone.person_id for phone in (alice, bob, carol)), 5
    )
    assert "Table 5 was laid in round 1 for people who had no chair: 3." in log_of(talk)
    crowd(1, talk)
    assert tables(talk) == {4: 6, 5: 4}


def test_no_table_is_laid_that_the_talk_does_not_have(open_talk: OpenTalk, crowd: Crowd) -> None:
    talk = open_talk(size=5, rounds=1, tables=1)
    crowd(6, talk)
    talk.do("start")
    assert len(waiting(talk, crowd(4, talk))) == 4
    assert tables(talk) == {1: 6}


def test_those_who_keep_from_each_other_do_not_share_it(open_talk: OpenTalk, crowd: Crowd) -> None:
    talk = open_talk(size=5, rounds=1)
    crowd(6, talk)
    talk.do("start")
    alice, mallory = crowd(2, talk)
    alice.put(f"/blocks/{mallory.person_id}")
    late = crowd(1, talk)
    assert len(waiting(talk, [alice, mallory, *late])) == 3
    (bob,) = crowd(1, talk)
    assert tables(talk) == {1: 6, 2: 3}
    (left,) = waiting(talk, [alice, mallory, *late, bob])
    assert left in {alice, mallory}  # they came in the same moment


def test_late_in_a_round_the_next_one_is_soon_enough(open_talk: OpenTalk, crowd: Crowd) -> None:
    talk = open_talk(size=5, rounds=2, minutes=10)
    crowd(6, talk)
    talk.do("start")
    talk.do("go-on")
    talk.wait(minutes=6)
    assert len(waiting(talk, crowd(3, talk))) == 3
    assert tables(talk) == {1: 6}


def test_it_is_laid_where_those_need_it_who_sit_there(open_talk: OpenTalk, crowd: Crowd) -> None:
    talk = open_talk(size=5, rounds=1)
    talk.host.put("/tables/9/offers/step-free")
    crowd(6, talk)
    talk.do("start")
    late = crowd(2, talk)
    version = late[0].get("/me/needs")["version"]
    late[0].put("/me/needs", {"version": version, "needs": ["step-free"]})
    crowd(1, talk)
    assert tables(talk) == {1: 6, 9: 3}
