"""Decks of a conference's own: making them, keeping them in files, and talks that keep theirs."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from server.conferences.models import Conference
from server.tables.cards.decks import decks
from server.tables.cards.prompts import LONGEST_PROMPT, MOST_DECKS
from server.web.rights import Role
from tests.support.phones import Phone, facts
from tests.tables.test_turns import Crowd, OpenTalk, talking

NewPhone = Callable[[], Phone]
BUILT_IN = "how-did-you-get-here"


def prompt(key: str, lighter: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "lighter": lighter, "deeper": "", "follow_up": "", "skipped": False} | more


def contents(**changes: Any) -> dict[str, Any]:
    """Return a deck as an organiser sends it."""
    return {
        "title": "Ours",
        "about": "For the evening.",
        "in_order": True,
        "prompts": [
            prompt("one", "First?", deeper="And deeper?", follow_up="Why?"),
            prompt("two", "Second?", skipped=True),
            prompt("three", "Third?"),
        ],
        "version": 0,
    } | changes


def new_deck(organiser: Phone, **changes: Any) -> tuple[str, dict[str, Any]]:
    """Have a deck kept; return its path and how it is kept."""
    path = f"/decks/{uuid.uuid4()}"
    return path, organiser.put(path, contents(**changes))


class TestMakingOne:
    def test_lets_hosts_choose_it(self, organiser: Phone, host: Phone) -> None:
        path, view = new_deck(organiser)
        assert view == contents(version=1) | {"key": path.rpartition("/")[2]}
        assert organiser.get(path) == view
        line = host.get("/decks")["decks"][-1]
        assert line == {
            "key": view["key"],
            "title": "Ours",
            "about": "For the evening.",
            "cards": 2,
            "own": True,
        }
        assert not any(deck["own"] for deck in host.get("/decks")["decks"][:-1])

    def test_begins_with_one_of_ours_where_wanted(self, organiser: Phone) -> None:
        ours = organiser.get(f"/decks/{BUILT_IN}")
        assert ours["version"] == 0
        assert len(ours["prompts"]) == len(decks()[BUILT_IN].prompts)
        _, mine = new_deck(organiser, prompts=ours["prompts"])
        assert mine["prompts"] == ours["prompts"]

    def test_is_for_organisers_of_this_conference(
        self,
        organiser: Phone,
        host: Phone,
        mallory: Phone,
        promote: Any,
        new_phone: NewPhone,
        elsewhere: Conference,
    ) -> None:
        path, view = new_deck(organiser)
        other = promote(new_phone().join(elsewhere, "Olaf"), Role.ORGANISER)
        for phone in (host, mallory, other):
            assert phone.refused("GET", path)["code"] == "not-found"
            assert phone.refused("GET", f"{path}/file")["code"] == "not-found"
        for phone in (host, mallory):
            body = contents(title="Theirs", version=1)
            assert phone.refused("PUT", path, body)["code"] == "not-found"
            assert phone.refused("PUT", f"{path}/file", {"yaml": "title: x"})["code"] == "not-found"
            body = {"version": 1}
            assert phone.refused("POST", f"{path}/deletion", body)["code"] == "not-found"
        assert other.refused("PUT", path, contents(title="Theirs"))["code"] == "id-taken"
        other.post(f"{path}/deletion", {"version": 1})
        assert len(other.get("/decks")["decks"]) == len(decks())
        assert organiser.get(path) == view

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"title": " "}, "title"),
            ({"prompts": []}, "prompts"),
            ({"prompts": [prompt("one", "First?", skipped=True)]}, "prompts"),
            ({"prompts": [prompt("one", "")]}, "prompts.0.lighter"),
            ({"prompts": [prompt("one", "x" * (LONGEST_PROMPT + 1))]}, "prompts.0.lighter"),
            ({"prompts": [prompt("one/two", "First?")]}, "prompts.0.key"),
        ],
    )
    def test_says_what_is_wrong(
        self, organiser: Phone, changes: dict[str, Any], field: str
    ) -> None:
        body = contents(**changes)
        assert list(organiser.refused("PUT", f"/decks/{uuid.uuid4()}", body)["errors"]) == [field]

    def test_refuses_two_cards_of_one_key(self, organiser: Phone) -> None:
        body = contents(prompts=[prompt("one", "First?"), prompt("one", "Second?")])
        assert organiser.refused("PUT", f"/decks/{uuid.uuid4()}", body)["errors"]

    def test_stops_at_enough(self, organiser: Phone) -> None:
        for _ in range(MOST_DECKS):
            new_deck(organiser)
        problem = organiser.refused("PUT", f"/decks/{uuid.uuid4()}", contents())
        assert problem["code"] == "too-many-decks"


class TestChangingOne:
    def test_sent_twice_changes_it_once(self, organiser: Phone) -> None:
        path, _ = new_deck(organiser)
        body = contents(title="Better", version=1)
        assert organiser.put(path, body)["version"] == 2
        assert organiser.put(path, body)["version"] == 2

    def test_by_two_at_once_loses_neither(self, organiser: Phone) -> None:
        path, _ = new_deck(organiser)
        organiser.put(path, contents(title="Mine", version=1))
        problem = organiser.refused("PUT", path, contents(title="Yours", version=1))
        assert problem["code"] == "version-conflict"
        assert problem["params"]["deck"]["title"] == "Mine"
        problem = organiser.refused("POST", f"{path}/deletion", {"version": 1})
        assert problem["code"] == "version-conflict"

    def test_after_somebody_deleted_it_says_so(self, organiser: Phone) -> None:
        path, _ = new_deck(organiser)
        for _ in range(2):
            organiser.post(f"{path}/deletion", {"version": 1})
        problem = organiser.refused("PUT", path, contents(title="Late", version=1))
        assert (problem["code"], problem["params"]["deck"]) == ("version-conflict", None)


class TestATalk:
    def test_keeps_its_cards_whatever_becomes_of_the_deck(
        self, organiser: Phone, open_talk: OpenTalk, crowd: Crowd
    ) -> None:
        path, view = new_deck(organiser)
        talk = open_talk(deck=view["key"], size=4)
        alice, *_ = crowd(4, talk)
        organiser.put(path, contents(title="Other", prompts=[prompt("new", "New?")], version=1))
        organiser.post(f"{path}/deletion", {"version": 2})
        assert talk.now()["deck_title"] == "Ours"
        talk.do("start")
        shown = talk.table_of(alice)["prompt"]
        first = prompt("one", "First?", deeper="And deeper?", follow_up="Why?")
        assert shown | {"skipped": False} == first
        table = f"{talk.path}/tables/{talk.table_of(alice)['id']}"
        after = alice.put(f"{table}/passed/one")["prompt"]
        assert after["lighter"] == "Third?", "in its order, and without what is skipped"

    def test_is_opened_with_decks_of_its_conference_only(
        self,
        organiser: Phone,
        promote: Any,
        new_phone: NewPhone,
        elsewhere: Conference,
    ) -> None:
        _, view = new_deck(organiser)
        other = promote(new_phone().join(elsewhere, "Olaf"), Role.ORGANISER)
        body = {"title": "Tea", "deck": view["key"], "rounds": 1, "minutes": 5}
        problem = other.refused("PUT", f"/talks/{uuid.uuid4()}", body)
        assert problem["code"] == "unknown-deck"


class TestAFile:
    def test_of_a_deck_makes_the_same_deck(self, organiser: Phone) -> None:
        for path in (new_deck(organiser)[0], f"/decks/{BUILT_IN}"):
            kept = organiser.get(path)
            answer = organiser.send("GET", organiser.inside(f"{path}/file"))
            assert answer.headers["Content-Disposition"].startswith("attachment")
            again = organiser.put(f"/decks/{uuid.uuid4()}/file", {"yaml": answer.text})
            own = {"key", "version"}
            assert {k: v for k, v in again.items() if k not in own} == {
                k: v for k, v in kept.items() if k not in own
            }

    def test_may_be_short(self, organiser: Phone) -> None:
        text = "title: Short\nprompts:\n  - lighter: Why?\n  - lighter: And then?\n"
        view = organiser.put(f"/decks/{uuid.uuid4()}/file", {"yaml": text})
        assert [one["lighter"] for one in view["prompts"]] == ["Why?", "And then?"]
        assert view["in_order"] is False

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("[", "plain YAML"),
            ("just words", "plain YAML"),
            ("title: !!python/object/apply:os.getcwd []", "plain YAML"),
            ("a: &a [1]\nb: [*a, *a]", "plain YAML"),
            ("title: A", "prompts: This is needed."),
            ("title: A\nprompts: []", "prompts: From 1 to 60 of these."),
            ("title: A\nprompts:\n  - lighter: Why?\n  - deeper: Hm?", "Card 2, lighter: This is"),
            ("title: A\nprompts:\n  - lighter: Why?\ncolour: red", "colour: This is not asked for"),
        ],
    )
    def test_that_is_none_is_refused_and_says_where(
        self, organiser: Phone, text: str, why: str
    ) -> None:
        problem = organiser.refused("PUT", f"/decks/{uuid.uuid4()}/file", {"yaml": text})
        assert problem["code"] == "deck-unreadable"
        assert why in problem["detail"]


class TestAHostsOwnWords:
    def test_lie_on_every_table_until_somebody_skips_them(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone
    ) -> None:
        talk = open_talk(size=4)
        phones = crowd(8, talk)
        talk.do("start")
        before = talk.table_of(phones[0])
        sockets = [phone.listen(f"person:{phone.person_id}") for phone in phones]
        for _ in range(2):
            host.put(f"{talk.path}/words", {"words": "What did you bring tonight?"})
        for phone, socket in zip(phones, sockets, strict=True):
            (fact,) = facts(socket, "tables.table_set")
            shown = talk.table_of(phone)["prompt"]
            assert fact["data"]["table"]["prompt"] == shown
            assert (shown["lighter"], shown["deeper"]) == ("What did you bring tonight?", "")
        table = f"{talk.path}/tables/{before['id']}"
        phones[0].put(f"{table}/passed/{before['prompt']['key']}")
        assert talk.table_of(phones[0])["prompt"]["lighter"] == "What did you bring tonight?"
        after = phones[0].put(f"{table}/passed/{talk.table_of(phones[0])['prompt']['key']}")
        assert after["prompt"]["key"] not in {
            before["prompt"]["key"],
            "What did you bring tonight?",
        }
        assert after["prompt"]["deeper"]

    def test_are_answered_anew_where_a_table_writes(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone
    ) -> None:
        table = talking(open_talk, crowd)
        first = table.phones[0]
        first.put(f"{table.path}/writing", {"writes": True})
        first.put(f"{table.path}/answers/{table.now()['prompt']['key']}", {"text": "Hm."})
        host.put(f"{table.talk.path}/words", {"words": "And you?"})
        assert table.now()["written"]["done"] == []

    def test_are_the_hosts_and_only_while_people_sit(
        self, open_talk: OpenTalk, crowd: Crowd, host: Phone, alice: Phone, mallory: Phone
    ) -> None:
        talk = open_talk(size=4)
        crowd(4, talk)
        path, body = f"{talk.path}/words", {"words": "Why?"}
        assert host.refused("PUT", path, body)["code"] == "not-now"
        talk.do("start")
        for phone in (alice, mallory):
            assert phone.refused("PUT", path, body)["code"] == "not-found"
        assert "words" in host.refused("PUT", path, {"words": " "})["errors"]


def test_ours_have_enough_cards_for_each_of_the_six_subjects() -> None:
    assert len(decks()) == 6
    for deck in decks().values():
        assert len(deck.prompts) >= 12
        assert len({one.key for one in deck.prompts}) == len(deck.prompts)
        assert all(one.lighter and one.deeper and one.follow_up for one in deck.prompts)
