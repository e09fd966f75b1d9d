"""Meeting now: asked, agreed, ended, and told to the two alone."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from server.conferences.models import Conference
from server.database import reading
from server.extensions import db
from server.matching.meet_now.domain import FIRST_SIGN, free_place, free_sign
from server.matching.meet_now.models import MeetNowRow
from server.people.models import Meeting
from server.people.openness import Openness
from server.work.due import run_due
from server.work.models import DueWork
from tests.matching.planned import after_a_moment
from tests.people.test_openness import be
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone, facts

NewPhone = Callable[[], Phone]
Json = dict[str, Any]


def own_stream(phone: Phone) -> str:
    return f"person:{phone.person_id}"


def connect(one: Phone, other: Phone) -> None:
    one.put(f"/waves/{other.person_id}")
    other.put(f"/waves/{one.person_id}")


def asking(whom: Phone) -> Json:
    return {"person_id": whom.person_id}


def ask(phone: Phone, whom: Phone) -> Json:
    answer: Json = phone.put(f"/meet-now/{uuid.uuid4()}", asking(whom))
    return answer


def agree(one: Phone, other: Phone) -> Json:
    """Have one ask and the other agree; return it as the other sees it."""
    meeting: Json = other.put(f"/meet-now/{ask(one, other)['id']}/agreed")
    return meeting


def meetings(phone: Phone) -> list[tuple[str, str]]:
    return [(one["person"]["name"], one["state"]) for one in phone.get("/meet-now")["meetings"]]


def times_met(app: Flask) -> int:
    with app.app_context(), reading(db.session):
        return db.session.scalar(select(func.sum(Meeting.times))) or 0


def pass_time(app: Flask, clock: StoppedClock, **step: float) -> None:
    clock.forward(**step)
    with app.app_context():
        run_due()


@pytest.fixture
def both(alice: Phone, bob: Phone) -> tuple[Phone, Phone]:
    """Give Alice and Bob, who have both waved."""
    connect(alice, bob)
    after_a_moment(alice)
    return alice, bob


@pytest.mark.usefixtures("both")
class TestAsking:
    def test_tells_both_what_can_be_fetched(self, alice: Phone, bob: Phone, carol: Phone) -> None:
        sockets = [(one, one.listen(own_stream(one))) for one in (alice, bob)]
        carols = carol.listen(own_stream(carol), "feed")
        ask(alice, bob)
        for phone, socket in sockets:
            (fact,) = facts(socket)
            fetched = phone.get("/meet-now")
            assert fact["type"] == "matching.asked_to_meet"
            assert fact["number"] == fetched["number"]
            assert [fact["data"]["meeting"]] == fetched["meetings"]
        assert facts(carols) == []
        (asked,) = bob.get("/meet-now")["meetings"]
        assert (asked["mine"], asked["person"]["name"]) == (False, "Alice")
        assert (asked["until"], asked["place"]) == ("2026-11-23T09:05:00.000Z", None)

    def test_sent_twice_is_once(self, alice: Phone, bob: Phone) -> None:
        socket, meeting_id = bob.listen(own_stream(bob)), uuid.uuid4()
        answers = [alice.put(f"/meet-now/{meeting_id}", asking(bob)) for _ in range(2)]
        assert answers[0] == answers[1] == ask(alice, bob)
        assert len(facts(socket)) == 1

    def test_is_for_contacts_alone(
        self, alice: Phone, carol: Phone, mallory: Phone, bob: Phone
    ) -> None:
        for phone, whom in ((alice, carol), (alice, mallory), (alice, alice), (mallory, bob)):
            problem = phone.refused("PUT", f"/meet-now/{uuid.uuid4()}", asking(whom))
            assert problem["code"] == "not-found"

    def test_takes_back_what_was_asked_of_another(
        self, alice: Phone, bob: Phone, carol: Phone
    ) -> None:
        connect(alice, carol)
        first = ask(alice, bob)
        socket = bob.listen(own_stream(bob))
        ask(alice, carol)
        assert meetings(alice) == [("Carol", "asked")]
        (fact,) = facts(socket)
        assert fact["type"] == "matching.meeting_called_off"
        assert fact["data"] == {"meeting_id": first["id"]}
        assert bob.refused("PUT", f"/meet-now/{first['id']}/agreed")["code"] == "meet-now-over"

    def test_does_not_wait_for_long(
        self, app: Flask, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        asked = ask(alice, bob)
        pass_time(app, stopped_clock, minutes=5)
        assert meetings(alice) == meetings(bob) == []
        assert bob.refused("PUT", f"/meet-now/{asked['id']}/agreed")["code"] == "meet-now-over"
        assert ask(alice, bob)["state"] == "asked"

    def test_can_be_taken_back(self, alice: Phone, bob: Phone) -> None:
        asked = ask(alice, bob)
        bob.delete(f"/meet-now/{asked['id']}")
        assert meetings(bob) == [("Alice", "asked")]
        alice.delete(f"/meet-now/{asked['id']}")
        assert meetings(alice) == meetings(bob) == []

    def test_is_capped_within_the_hour(
        self, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        for _ in range(10):
            alice.delete(f"/meet-now/{ask(alice, bob)['id']}")
        problem = alice.refused("PUT", f"/meet-now/{uuid.uuid4()}", asking(bob))
        assert (problem["code"], problem["params"]) == ("too-many-asked", {"most": 10})
        assert ask(bob, alice)["state"] == "asked"
        stopped_clock.forward(hours=1)
        assert ask(alice, bob)["state"] == "asked"

    def test_by_somebody_hidden_or_muted_reaches_nobody(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        socket = bob.listen(own_stream(bob))
        path = f"/meet-now/{uuid.uuid4()}"
        organiser.put(f"/guests/{alice.person_id}/mute", {"words": "For now."})
        assert alice.refused("PUT", path, asking(bob))["code"] == "muted"
        organiser.delete(f"/guests/{alice.person_id}/mute")
        version = alice.get("/me")["profile"]["version"]
        organiser.patch(f"/guests/{alice.person_id}", {"version": version, "hidden": True})
        assert alice.refused("PUT", path, asking(bob))["code"] == "hidden-from-others"
        assert facts(socket) == []

    @pytest.mark.parametrize("pause", [None, "half-hour"])
    def test_leaves_those_alone_who_would_rather_not_be_met(
        self, alice: Phone, bob: Phone, pause: str | None
    ) -> None:
        socket = bob.listen(own_stream(bob))
        be(bob, Openness.COME if pause else Openness.NOT_NOW, pause=pause)
        refused = alice.refused("PUT", f"/meet-now/{uuid.uuid4()}", asking(bob))
        assert refused["code"] == "not-to-be-met"
        assert [one["type"] for one in facts(socket)] == ["people.profile_changed"]
        assert ask(bob, alice)["state"] == "asked"  # whoever turns to others is not alone
        assert agree(bob, alice)["state"] == "agreed"

    def test_begins_no_more_after_the_end(self, alice: Phone, bob: Phone, organiser: Phone) -> None:
        organiser.post("/end", {"version": organiser.get("")["conference"]["version"]})
        problem = alice.refused("PUT", f"/meet-now/{uuid.uuid4()}", asking(bob))
        assert problem["code"] == "conference-ended"


@pytest.mark.usefixtures("both")
class TestNotJustNow:
    def test_is_silent(self, alice: Phone, bob: Phone) -> None:
        asked = ask(alice, bob)
        alices, bobs = alice.listen(own_stream(alice)), bob.listen(own_stream(bob))
        before = alice.get("/meet-now")
        for _ in range(2):
            bob.put(f"/meet-now/{asked['id']}/not-now")
        assert alice.get("/meet-now") == before
        assert (meetings(bob), facts(alices)) == ([], [])
        assert [one["type"] for one in facts(bobs)] == ["matching.meeting_called_off"]

    def test_cannot_be_said_by_who_asked(self, alice: Phone, bob: Phone) -> None:
        alice.put(f"/meet-now/{ask(alice, bob)['id']}/not-now")
        assert meetings(bob) == [("Alice", "asked")]

    def test_holds_for_an_hour_however_often_one_asks(
        self, app: Flask, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        bob.put(f"/meet-now/{ask(alice, bob)['id']}/not-now")
        socket = bob.listen(own_stream(bob))
        pass_time(app, stopped_clock, minutes=10)
        again = ask(alice, bob)
        alice.delete(f"/meet-now/{again['id']}")
        assert (again["state"], meetings(bob), facts(socket)) == ("asked", [], [])
        pass_time(app, stopped_clock, hours=1)
        ask(alice, bob)
        assert meetings(bob) == [("Alice", "asked")]

    def test_can_be_thought_better_of(self, alice: Phone, bob: Phone) -> None:
        bob.put(f"/meet-now/{ask(alice, bob)['id']}/not-now")
        assert ask(bob, alice)["state"] == "agreed"
        assert meetings(alice) == [("Bob", "agreed")]


@pytest.mark.usefixtures("both")
class TestAgreeing:
    def test_shows_both_the_same_place_and_sign(
        self, alice: Phone, bob: Phone, carol: Phone
    ) -> None:
        asked = ask(alice, bob)
        sockets = [(one, one.listen(own_stream(one))) for one in (alice, bob)]
        carols = carol.listen(own_stream(carol), "feed")
        for _ in range(2):
            bob.put(f"/meet-now/{asked['id']}/agreed")
        for phone, socket in sockets:
            (fact,) = facts(socket)
            told = fact["data"]["meeting"]
            assert fact["type"] == "matching.meeting_agreed"
            assert [told] == phone.get("/meet-now")["meetings"]
            assert (told["place"], told["sign"]) == ("Where the coffee is", FIRST_SIGN)
            assert told["until"] == "2026-11-23T09:10:00.000Z"
        assert facts(carols) == []

    def test_is_for_the_one_who_was_asked(
        self, alice: Phone, bob: Phone, carol: Phone, mallory: Phone
    ) -> None:
        path = f"/meet-now/{ask(alice, bob)['id']}/agreed"
        assert alice.refused("PUT", path)["code"] == "meet-now-over"
        assert carol.refused("PUT", path)["code"] == "not-found"
        assert mallory.refused("PUT", path)["code"] == "not-found"

    def test_is_what_asking_back_means(self, alice: Phone, bob: Phone) -> None:
        assert ask(alice, bob)["state"] == "asked"
        assert ask(bob, alice)["state"] == "agreed"
        assert ask(alice, bob)["state"] == "agreed"
        assert meetings(alice) == [("Bob", "agreed")]

    def test_once_it_has_taken_place_is_not_called_off_by_hiding_one_of_them(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        alice.put(f"/meet-now/{agree(alice, bob)['id']}/met")
        before = alice.get("/meet-now")["meetings"]
        assert [one["state"] for one in before] == ["met"]
        socket = alice.listen(own_stream(alice))
        version = alice.get("/me")["profile"]["version"]
        for hidden in (True, False):
            organiser.patch(
                f"/guests/{alice.person_id}", {"version": version + (not hidden), "hidden": hidden}
            )
        assert facts(socket, "matching.meeting_called_off") == []
        assert alice.get("/meet-now")["meetings"] == before

    def test_by_both_asking_at_the_same_moment_is_one_meeting(
        self, alice: Phone, bob: Phone
    ) -> None:
        together = Barrier(2)

        def at_once(one: Phone, other: Phone) -> Json:
            together.wait()
            return ask(one, other)

        with ThreadPoolExecutor(2) as pair:
            answers = list(pair.map(at_once, (alice, bob), (bob, alice)))
        assert sorted(one["state"] for one in answers) == ["agreed", "asked"]
        assert answers[0]["id"] == answers[1]["id"]
        assert (meetings(alice), meetings(bob)) == ([("Bob", "agreed")], [("Alice", "agreed")])

    def test_is_with_one_at_a_time(self, alice: Phone, bob: Phone, carol: Phone) -> None:
        connect(alice, carol)
        connect(bob, carol)
        ask(bob, carol)
        asked = ask(carol, alice)
        met = agree(alice, bob)
        assert meetings(carol) == [("Alice", "asked")]  # what Bob asked is taken back
        path = f"/meet-now/{asked['id']}/agreed"
        assert alice.refused("PUT", path)["code"] == "already-meeting"
        again = alice.refused("PUT", f"/meet-now/{uuid.uuid4()}", asking(carol))
        assert again["code"] == "already-meeting"
        alice.put(f"/meet-now/{met['id']}/met")
        assert alice.put(path)["state"] == "agreed"

    def test_gives_no_two_pairs_one_sign_and_fills_places_evenly(
        self,
        conference: Conference,
        organiser: Phone,
        new_phone: NewPhone,
        alice: Phone,
        bob: Phone,
    ) -> None:
        places = ["By the coffee", "Under the clock"]
        settings = {"version": organiser.get("")["conference"]["version"]}
        organiser.patch("", settings | {"meeting_places": places})
        pairs = [(alice, bob)]
        for number in range(2):
            pairs.append(
                (
                    new_phone().join(conference, f"One {number}"),
                    new_phone().join(conference, f"Other {number}"),
                )
            )
            connect(*pairs[-1])
        agreed = [agree(*pair) for pair in pairs]
        assert [one["place"] for one in agreed] == [*places, places[0]]
        assert [one["sign"] for one in agreed] == [FIRST_SIGN, FIRST_SIGN + 1, FIRST_SIGN + 2]
        alice.put(f"/meet-now/{agreed[0]['id']}/met")
        assert agree(alice, bob)["sign"] == FIRST_SIGN

    def test_at_the_same_moment_gives_two_pairs_two_signs(
        self, conference: Conference, new_phone: NewPhone, alice: Phone, bob: Phone
    ) -> None:
        pair = [new_phone().join(conference, name) for name in ("Dora", "Emil")]
        connect(*pair)
        asked = [(bob, ask(alice, bob)), (pair[1], ask(*pair))]
        together = Barrier(2)

        def at_once(phone: Phone, meeting: Json) -> int:
            together.wait()
            sign: int = phone.put(f"/meet-now/{meeting['id']}/agreed")["sign"]
            return sign

        with ThreadPoolExecutor(2) as phones:
            signs = list(phones.map(lambda one: at_once(*one), asked))
        assert sorted(signs) == [FIRST_SIGN, FIRST_SIGN + 1]


@pytest.mark.usefixtures("both")
class TestEnding:
    def test_having_met_is_kept_once_in_the_one_history(
        self, app: Flask, alice: Phone, bob: Phone
    ) -> None:
        met = agree(alice, bob)
        socket = alice.listen(own_stream(alice))
        for phone in (bob, alice, bob):
            assert phone.put(f"/meet-now/{met['id']}/met")["state"] == "met"
        changed, fact = facts(socket)
        assert (changed["type"], fact["type"]) == (
            "matching.contact_changed",
            "matching.meeting_ended",
        )
        assert fact["data"]["meeting"]["state"] == "met"
        assert times_met(app) == 1
        assert (meetings(alice), meetings(bob)) == ([("Bob", "met")], [("Alice", "met")])
        assert alice.get("/connections")["connections"][0]["met_at"] is not None

    def test_not_being_there_frees_both_and_names_nobody(
        self, app: Flask, alice: Phone, bob: Phone
    ) -> None:
        met = agree(alice, bob)
        sockets = [(one, one.listen(own_stream(one))) for one in (alice, bob)]
        for phone in (alice, bob):
            assert phone.put(f"/meet-now/{met['id']}/missed")["state"] == "missed"
        told = [facts(socket) for _, socket in sockets]
        assert [len(one) for one in told] == [1, 1]
        mine, theirs = (one[0]["data"]["meeting"] for one in told)
        differ = {key for key in mine if mine[key] != theirs[key]}
        assert differ == {"person", "mine", "reason"}
        assert meetings(alice) == meetings(bob) == []
        assert times_met(app) == 0
        assert ask(bob, alice)["state"] == "asked"

    def test_who_met_after_all_has_met(self, app: Flask, alice: Phone, bob: Phone) -> None:
        met = agree(alice, bob)
        bob.put(f"/meet-now/{met['id']}/missed")
        assert alice.put(f"/meet-now/{met['id']}/met")["state"] == "met"
        assert bob.put(f"/meet-now/{met['id']}/missed")["state"] == "met"
        assert times_met(app) == 1

    def test_comes_by_itself_and_then_asks_whether_they_met(
        self, app: Flask, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        met = agree(alice, bob)
        socket = bob.listen(own_stream(bob))
        pass_time(app, stopped_clock, minutes=10)
        (fact,) = facts(socket)
        assert fact["data"]["meeting"] == bob.get("/meet-now")["meetings"][0]
        assert fact["data"]["meeting"]["state"] == "over"
        assert (fact["data"]["meeting"]["place"], fact["data"]["meeting"]["sign"]) == (None, None)
        alice.put(f"/meet-now/{met['id']}/met")
        assert (meetings(bob), times_met(app)) == ([("Alice", "met")], 1)

    def test_is_asked_about_for_a_while_only(
        self, app: Flask, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        agree(alice, bob)
        pass_time(app, stopped_clock, minutes=10)
        pass_time(app, stopped_clock, minutes=20)
        assert meetings(alice) == []

    def test_leaves_nothing_of_it_after_the_hour(
        self, app: Flask, alice: Phone, bob: Phone, stopped_clock: StoppedClock
    ) -> None:
        agree(alice, bob)
        ask(bob, alice)
        pass_time(app, stopped_clock, minutes=10)
        pass_time(app, stopped_clock, hours=1)
        with app.app_context(), reading(db.session):
            assert db.session.scalars(select(MeetNowRow)).all() == []
            kinds = set(db.session.scalars(select(DueWork.kind)))
        assert "matching.meet_now" not in kinds

    def test_of_what_was_never_agreed_is_refused(self, alice: Phone, bob: Phone) -> None:
        asked = ask(alice, bob)
        for word in ("met", "missed"):
            problem = alice.refused("PUT", f"/meet-now/{asked['id']}/{word}")
            assert problem["code"] == "meet-now-over"


@pytest.mark.usefixtures("both")
class TestWhatEndsItAtOnce:
    """The other phone hears that somebody is gone, or no contact, and no word of a reason."""

    def test_a_block(self, alice: Phone, bob: Phone) -> None:
        met = agree(alice, bob)
        sockets = [one.listen(own_stream(one), "feed") for one in (alice, bob)]
        bob.put(f"/blocks/{alice.person_id}")
        assert [[one["type"] for one in facts(socket)] for socket in sockets] == [
            ["people.person_gone"],
            ["people.person_gone"],
        ]
        assert meetings(alice) == meetings(bob) == []
        assert alice.refused("PUT", f"/meet-now/{met['id']}/met")["code"] == "not-found"

    def test_being_hidden(self, alice: Phone, bob: Phone, organiser: Phone) -> None:
        agree(alice, bob)
        alices, bobs = alice.listen(own_stream(alice), "feed"), bob.listen(own_stream(bob))
        organiser.patch(f"/guests/{bob.person_id}", {"version": 1, "hidden": True})
        assert [one["type"] for one in facts(alices)] == ["people.person_gone"]
        assert "matching.meeting_called_off" in [one["type"] for one in facts(bobs)]
        assert meetings(alice) == meetings(bob) == []

    def test_a_ban(self, alice: Phone, bob: Phone, organiser: Phone) -> None:
        agree(alice, bob)
        organiser.put(f"/guests/{bob.person_id}/ban", {"words": "No."})
        assert meetings(alice) == []
        organiser.delete(f"/guests/{bob.person_id}/ban")
        assert meetings(bob) == []

    def test_leaving(self, alice: Phone, bob: Phone) -> None:
        agree(alice, bob)
        bob.delete("/me")
        assert meetings(alice) == []

    def test_parting(self, alice: Phone, bob: Phone) -> None:
        agree(alice, bob)
        socket = bob.listen(own_stream(bob))
        alice.delete(f"/connections/{bob.person_id}")
        assert [one["type"] for one in facts(socket)] == ["matching.disconnected"]
        assert meetings(alice) == meetings(bob) == []

    def test_the_end_of_the_conference(self, alice: Phone, bob: Phone, organiser: Phone) -> None:
        agree(alice, bob)
        organiser.post("/end", {"version": organiser.get("")["conference"]["version"]})
        assert meetings(alice) == meetings(bob) == []

    def test_leaves_other_pairs_alone(self, alice: Phone, bob: Phone, carol: Phone) -> None:
        connect(alice, carol)
        connect(bob, carol)
        ask(carol, bob)
        met = agree(alice, bob)
        carol.put(f"/blocks/{alice.person_id}")
        assert alice.put(f"/meet-now/{met['id']}/met")["state"] == "met"
        assert set(meetings(bob)) == {("Carol", "asked"), ("Alice", "met")}


def test_the_first_sign_that_is_free_is_taken() -> None:
    assert free_sign([]) == FIRST_SIGN
    assert free_sign([FIRST_SIGN, FIRST_SIGN + 2]) == FIRST_SIGN + 1


@pytest.mark.parametrize(
    ("in_use", "chosen"),
    [
        ([], "coffee"),
        (["coffee"], "clock"),
        (["coffee", "clock"], "coffee"),
        (["clock", "elsewhere"], "coffee"),
    ],
)
def test_the_emptiest_place_is_taken(in_use: list[str], chosen: str) -> None:
    assert free_place(["coffee", "clock"], in_use) == chosen
    assert free_place([], in_use) is None
