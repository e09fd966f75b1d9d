"""What came of a talk, as its hosts are told."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.phones import Phone
from tests.tables.conftest import TalkAtHand

OpenTalk = Callable[..., TalkAtHand]
Crowd = Callable[[int, TalkAtHand], list[Phone]]

NOTHING = dict.fromkeys(
    ("held", "people", "tables", "new_pairs", "repeats", "empty_chairs", "late", "takeaways"), 0
)


def summary_of(talk: TalkAtHand) -> dict[str, int]:
    told: dict[str, int] = talk.host.get(f"{talk.path}/summary")
    return told


def talk_through(talk: TalkAtHand, rounds: int) -> None:
    """Hold rounds from the walk to their end."""
    for _ in range(rounds):
        talk.wait(seconds=45)
        talk.wait(minutes=12)


def test_counts_rounds_people_and_whom_they_met(open_talk: OpenTalk, crowd: Crowd) -> None:
    talk = open_talk(size=3, rounds=3)
    assert summary_of(talk) == NOTHING | {"planned": 3}
    crowd(9, talk)
    talk.do("start")
    talk_through(talk, 3)
    assert talk.now()["phase"] == "ended"
    assert summary_of(talk) == {
        "planned": 3,
        "held": 3,
        "people": 9,
        "tables": 3,
        "new_pairs": 27,
        "repeats": 0,
        "empty_chairs": 0,
        "late": 0,
        "takeaways": 0,
    }


def test_tells_repeats_and_rounds_that_were_not_held(open_talk: OpenTalk, crowd: Crowd) -> None:
    talk = open_talk(size=4, rounds=3)
    crowd(4, talk)
    talk.do("start")
    talk_through(talk, 2)
    talk.do("end")  # on the way to the third
    told = summary_of(talk)
    assert (told["planned"], told["held"]) == (3, 2)
    assert (told["new_pairs"], told["repeats"]) == (6, 6)


def test_tells_empty_chairs_and_who_came_late(
    open_talk: OpenTalk, crowd: Crowd, alice: Phone
) -> None:
    talk = open_talk(size=4, rounds=1)
    early, *_ = crowd(8, talk)
    talk.do("start")
    talk.wait(seconds=45)
    early.delete(f"{talk.path}/here")
    assert summary_of(talk)["empty_chairs"] == 0, "the round is not over yet"
    talk.do("end")
    assert summary_of(talk)["empty_chairs"] == 1

    other = open_talk(size=4, rounds=1)
    early, *_ = crowd(8, other)
    other.do("start")
    other.wait(seconds=45)
    early.delete(f"{other.path}/here")
    alice.put(f"{other.path}/here")
    other.do("end")
    told = summary_of(other)
    assert (told["empty_chairs"], told["late"]) == (0, 1)


def test_a_round_that_goes_on_after_all_is_counted_once(open_talk: OpenTalk, crowd: Crowd) -> None:
    talk = open_talk(size=4, rounds=1)
    crowd(4, talk)
    talk.do("start")
    talk.wait(seconds=45)
    talk.do("end")
    talk.do("undo")
    assert summary_of(talk)["held"] == 0
    talk.wait(minutes=12)
    told = summary_of(talk)
    assert (told["held"], told["new_pairs"], told["repeats"]) == (1, 6, 0)


def test_is_for_hosts(open_talk: OpenTalk, alice: Phone, mallory: Phone) -> None:
    talk = open_talk()
    for phone in (alice, mallory):
        assert phone.refused("GET", f"{talk.path}/summary")["code"] == "not-found"
