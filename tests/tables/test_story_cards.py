"""A story as the card on a table: where its author sits, as long as they let it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from tests.moderation.test_reporting import cases, reporting, settle
from tests.stories.telling import (
    NEWER,
    OTHER,
    decide,
    published,
    review_of,
    tell,
    tell_anew,
    withdraw,
)
from tests.support.phones import Phone, facts
from tests.tables.conftest import TalkAtHand

OpenTalk = Callable[..., TalkAtHand]
Crowd = Callable[[int, TalkAtHand], list[Phone]]
Json = dict[str, Any]


@pytest.fixture
def talk(open_talk: OpenTalk, crowd: Crowd, alice: Phone, bob: Phone) -> TalkAtHand:
    """Give Alice and Bob at one table with two others, in one long round."""
    talk = open_talk(size=4, rounds=2)
    for phone in (alice, bob):
        phone.put(f"{talk.path}/here")
    crowd(2, talk)
    return talk


def skip(talk: TalkAtHand, phone: Phone) -> Json:
    """Skip the card on somebody's table; return the table with the next."""
    table = talk.table_of(phone)
    path = f"{talk.path}/tables/{table['id']}/passed/{table['prompt']['key']}"
    after: Json = phone.put(path)
    return after


def let_be_card(phone: Phone, story: Json) -> Json:
    allowed: Json = phone.put(f"/stories/{story['id']}/card")
    return allowed


class TestConsent:
    def test_is_not_given_until_it_is_and_can_be_taken_back(self, alice: Phone) -> None:
        story = tell(alice)
        assert story["as_card"] is False
        assert let_be_card(alice, story)["as_card"] is True
        assert let_be_card(alice, story)["as_card"] is True
        alice.delete(f"/stories/{story['id']}/card")
        (mine,) = alice.get("/stories/mine")["stories"]
        assert mine["as_card"] is False

    def test_is_told_to_the_authors_other_phones_and_to_nobody_else(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice)
        mine, theirs = alice.listen(f"person:{alice.person_id}"), bob.listen("feed")
        let_be_card(alice, story)
        assert facts(mine, "stories.changed")[0]["data"]["story"]["as_card"] is True
        assert facts(theirs) == []

    def test_is_the_authors_to_give(self, alice: Phone, bob: Phone, mallory: Phone) -> None:
        story = tell(alice)
        for phone in (bob, mallory):
            assert phone.refused("PUT", f"/stories/{story['id']}/card")["status"] == 404

    def test_ends_with_a_withdrawal(self, alice: Phone) -> None:
        story = tell(alice)
        let_be_card(alice, story)
        assert withdraw(alice, story)["as_card"] is False


class TestAStory:
    def test_comes_up_second_and_once_and_is_skipped_like_a_card(
        self, talk: TalkAtHand, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice, opening="first-day", shown_on="tables")
        let_be_card(alice, story)
        talk.do("start")
        first = talk.table_of(bob)
        assert first["story"] is None
        second = skip(talk, bob)
        assert second["story"]["id"] == story["id"]
        assert second["story"]["text"] == story["latest"]["text"]
        assert second["prompt"]["lighter"].startswith("Alice has a story to tell. It begins: “")
        assert second == talk.table_of(alice)
        cards = [skip(talk, bob) for _ in range(4)]
        assert [card["story"] for card in cards] == [None] * 4
        keys = [first["prompt"]["key"], *(card["prompt"]["key"] for card in cards)]
        assert len(set(keys)) == 5

    def test_comes_up_once_in_a_talk_not_once_a_round(
        self, talk: TalkAtHand, alice: Phone, organiser: Phone
    ) -> None:
        let_be_card(alice, published(organiser, alice))
        talk.do("start")
        assert skip(talk, alice)["story"]
        talk.do("go-on")
        talk.do("go-on")
        assert talk.table_of(alice)["round"] == 2
        assert talk.table_of(alice)["story"] is None
        assert skip(talk, alice)["story"] is None

    def test_of_each_comes_up_and_never_two_in_a_row(
        self, talk: TalkAtHand, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        let_be_card(alice, published(organiser, alice))
        let_be_card(bob, published(organiser, bob, OTHER, background="finance"))
        talk.do("start")
        authors = [(skip(talk, bob)["story"] or {}).get("author") for _ in range(4)]
        assert {one and one["name"] for one in authors[::2]} == {"Alice", "Bob"}
        assert authors[1::2] == [None, None]

    @pytest.mark.parametrize("allowed", [True, False])
    def test_comes_up_only_when_it_is_live_and_may(
        self, talk: TalkAtHand, alice: Phone, organiser: Phone, *, allowed: bool
    ) -> None:
        story = tell(alice) if allowed else published(organiser, alice)
        if allowed:
            let_be_card(alice, story)  # and no organiser has read it
        talk.do("start")
        assert skip(talk, alice)["story"] is None

    def test_comes_up_only_where_its_author_sits(
        self, open_talk: OpenTalk, crowd: Crowd, alice: Phone, organiser: Phone
    ) -> None:
        let_be_card(alice, published(organiser, alice))
        talk = open_talk(size=4, rounds=1)
        phones = crowd(7, talk)
        alice.put(f"{talk.path}/here")
        talk.do("start")
        number = talk.table_of(alice)["number"]
        elsewhere = [one for one in phones if talk.table_of(one)["number"] != number]
        assert all(skip(talk, one)["story"] is None for one in elsewhere)
        assert skip(talk, alice)["story"]

    def test_does_not_come_up_before_somebody_who_keeps_from_its_author(
        self, talk: TalkAtHand, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        let_be_card(alice, published(organiser, alice))
        talk.do("start")
        bob.put(f"/blocks/{alice.person_id}")
        assert skip(talk, bob)["story"] is None


class TestAStoryOnTheTable:
    @pytest.fixture
    def story(self, talk: TalkAtHand, alice: Phone, bob: Phone, organiser: Phone) -> Json:
        """Give Alice's story, lying on the table."""
        story = published(organiser, alice)
        let_be_card(alice, story)
        talk.do("start")
        assert skip(talk, bob)["story"]
        return story

    def test_goes_at_once_when_its_author_wants_it_back(
        self, talk: TalkAtHand, alice: Phone, bob: Phone, story: Json
    ) -> None:
        socket = bob.listen(f"table:{talk.table_of(bob)['id']}")
        alice.delete(f"/stories/{story['id']}/card")
        (fact,) = facts(socket, "tables.table_set")
        assert fact["data"]["table"]["story"] is None
        assert "story" not in fact["data"]["table"]["prompt"]["key"]
        assert talk.table_of(bob)["story"] is None

    def test_goes_at_once_when_it_is_withdrawn(
        self, talk: TalkAtHand, alice: Phone, bob: Phone, story: Json
    ) -> None:
        socket = bob.listen(f"table:{talk.table_of(bob)['id']}")
        withdraw(alice, story)
        assert facts(socket, "tables.table_set")[-1]["data"]["table"]["story"] is None

    def test_goes_with_its_author(
        self, talk: TalkAtHand, alice: Phone, bob: Phone, story: Json
    ) -> None:
        assert story
        socket = bob.listen(f"table:{talk.table_of(bob)['id']}")
        alice.delete(f"{talk.path}/here")
        assert facts(socket, "tables.table_set")[-1]["data"]["table"]["story"] is None
        assert talk.table_of(bob)["story"] is None

    def test_goes_when_its_author_is_removed(
        self, talk: TalkAtHand, alice: Phone, bob: Phone, organiser: Phone, story: Json
    ) -> None:
        assert story
        organiser.delete(f"/guests/{alice.person_id}")
        assert talk.table_of(bob)["story"] is None

    def test_reads_as_it_is_told_by_now(
        self, talk: TalkAtHand, alice: Phone, bob: Phone, organiser: Phone, story: Json
    ) -> None:
        decide(organiser, "approve", review_of(organiser, tell_anew(alice, story, NEWER)))
        assert talk.table_of(bob)["story"]["text"] == NEWER

    def test_is_answered_in_writing_like_any_card(
        self, talk: TalkAtHand, bob: Phone, story: Json
    ) -> None:
        assert story
        table = talk.table_of(bob)
        talk.do("go-on")
        path = f"{talk.path}/tables/{table['id']}"
        bob.put(f"{path}/writing", {"writes": True})
        answered = bob.put(
            f"{path}/answers/{table['prompt']['key']}", {"text": "Mine began so, too."}
        )
        assert answered["written"]["done"] == [bob.person_id]

    def test_gives_way_to_what_a_host_asks(self, talk: TalkAtHand, bob: Phone, story: Json) -> None:
        assert story
        talk.host.put(f"{talk.path}/words", {"words": "What will you take home?"})
        assert talk.table_of(bob)["story"] is None
        assert talk.table_of(bob)["prompt"]["lighter"] == "What will you take home?"

    def test_leaves_no_line_in_the_log(self, talk: TalkAtHand, alice: Phone, story: Json) -> None:
        assert story
        before = talk.host.get(f"{talk.path}/log")
        assert skip(talk, alice)["story"] is None
        assert talk.host.get(f"{talk.path}/log") == before


def test_one_that_is_read_at_a_table_only_is_reported_from_there(
    talk: TalkAtHand, alice: Phone, bob: Phone, organiser: Phone, mallory: Phone
) -> None:
    story = published(organiser, alice, shown_on="tables")
    path, body = f"/reports/{uuid.uuid4()}", reporting(story)
    assert bob.refused("PUT", path, body)["code"] == "not-found", "it does not lie there yet"
    let_be_card(alice, story)
    talk.do("start")
    talk.do("go-on")
    assert skip(talk, bob)["story"]["id"] == story["id"]
    for phone in (alice, organiser, mallory):
        assert phone.refused("PUT", path, body)["code"] == "not-found"
    bob.put(path, body)
    (case,) = cases(organiser)
    assert case["seen"]["text"] == story["latest"]["text"]
    settle(organiser, hidden=True, waiting=True)
    assert talk.table_of(bob)["story"] is None
