"""What follows at tables from how open somebody is. docs/openness.md has the rules."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.people.test_openness import be
from tests.support.phones import Phone, facts
from tests.tables.conftest import TalkAtHand
from tests.tables.test_turns import OpenTalk, TableAtHand, talking

Crowd = Callable[[int, TalkAtHand], list[Phone]]


@pytest.mark.parametrize("openness", ["people-i-know", "say-hello-first", "not-now"])
def test_whoever_has_not_come_is_not_seated(
    open_talk: OpenTalk, crowd: Crowd, alice: Phone, openness: str
) -> None:
    talk = open_talk(size=4)
    phones = crowd(4, talk)
    be(alice, openness)
    talk.do("start")
    assert "Alice" not in talk.names_at(phones[0])
    assert alice.get(talk.path)["table"] is None


@pytest.mark.parametrize("openness", ["people-i-know", "say-hello-first", "not-now"])
def test_whoever_has_come_sits_with_the_others_and_shows_it(
    open_talk: OpenTalk, crowd: Crowd, alice: Phone, openness: str
) -> None:
    talk = open_talk(size=4)
    phones = crowd(3, talk)
    be(alice, openness)
    alice.put(f"{talk.path}/here")
    talk.do("start")
    shown = {
        one["person"]["name"]: one["person"]["openness"]
        for one in talk.table_of(phones[0])["people"]
    }
    assert shown.pop("Alice") == openness
    assert set(shown.values()) == {"come-and-talk"}


@pytest.mark.parametrize(
    ("openness", "pause", "listens"),
    [
        ("come-and-talk", None, False),
        ("say-hello-first", None, False),
        ("people-i-know", None, False),
        ("not-now", None, True),
        ("come-and-talk", "hour", True),
    ],
)
def test_who_comes_with_not_now_listens_first(
    open_talk: OpenTalk, alice: Phone, openness: str, pause: str | None, *, listens: bool
) -> None:
    talk = open_talk()
    be(alice, openness, pause=pause)
    alice.put(f"{talk.path}/here")
    assert alice.get(talk.path)["listens"] is listens
    alice.put(f"{talk.path}/listening", {"listens": False})
    assert alice.get(talk.path)["listens"] is False  # what they say there themselves holds


class TestAtTheTable:
    def test_who_turns_to_not_now_hands_the_turn_on_and_is_seen_to(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        table = talking(open_talk, crowd)
        first, second, *_ = table.phones
        socket = second.listen(table.stream)
        be(first, "not-now")
        assert table.order()[-1] == first.person_id
        assert table.now()["turn"] == second.person_id
        assert facts(socket, "tables.table_set")[-1]["data"]["table"] == table.now()
        assert shown(table, first) == "not-now"

    def test_the_others_see_it_when_somebody_is_open_again(
        self, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        table = talking(open_talk, crowd)
        first, second, *_ = table.phones
        be(first, "not-now")
        socket = second.listen(table.stream)
        be(first, "come-and-talk")
        (fact,) = facts(socket, "tables.table_set")
        assert fact["data"]["table"] == table.now()
        assert shown(table, first) == "come-and-talk"


def shown(table: TableAtHand, phone: Phone) -> str:
    """Return how open somebody looks at the table."""
    (how,) = (
        one["person"]["openness"]
        for one in table.now()["people"]
        if one["person"]["id"] == phone.person_id
    )
    return str(how)
