"""The feed's first page is kept as bytes, and shows nobody more or less than it did unkept."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from server.app import create_app
from server.conferences.actions import delete_conference
from server.config import Config
from server.database import writing
from server.extensions import db
from server.people.domain import PersonCard
from server.people.openness import Openness
from server.stories.domain import ByAccident, StoryCard
from server.stories.kept import DEPTH, Snapshot, Snapshots, Version
from server.web.rights import Role
from server.web.schemas import BIGGEST
from tests.stories.telling import (
    NEWER,
    OTHER,
    TEXT,
    decide,
    feed,
    published,
    review_of,
    tell_anew,
    undo,
    withdraw,
)
from tests.support.clocks import OPENING
from tests.support.counting import statements
from tests.support.factories import make_conference
from tests.support.phones import Phone

Act = Callable[[Phone, Phone, dict[str, Any]], object]
Promote = Callable[[Phone, Role], Phone]


def ask(phone: Phone, known: str | None = None, query: str = "") -> TestResponse:
    """Ask for the feed as a browser does that holds what came with the tag `known`."""
    headers = {"If-None-Match": known} if known else {}
    return phone.send("GET", phone.inside(f"/feed{query}"), headers=headers)


def read_anew(phone: Phone) -> Any:
    """Return the first page as it comes from the stories themselves."""
    return phone.get(f"/feed?after={BIGGEST}")


def hide(organiser: Phone, phone: Phone, *, hidden: bool = True) -> None:
    profile = phone.get("/me")["profile"]
    organiser.patch(f"/guests/{phone.person_id}", {"version": profile["version"], "hidden": hidden})


class TestWhatIsKept:
    def test_is_answered_without_a_look_at_the_stories(
        self, app: Flask, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        published(organiser, alice)
        first = ask(bob)
        with statements(app) as asked:
            again = ask(bob)
            unchanged = ask(bob, first.headers["ETag"])
        assert asked == []
        assert first.get_json() == again.get_json() == read_anew(bob)
        assert dict(again.headers) == dict(first.headers)
        assert (unchanged.status_code, unchanged.data) == (304, b"")
        assert unchanged.headers["ETag"] == first.headers["ETag"]

    def test_is_kept_by_the_phone_and_asked_about_each_time(
        self, alice: Phone, organiser: Phone
    ) -> None:
        published(organiser, alice)
        answers = [ask(alice), ask(alice)]
        answers.append(ask(alice, answers[0].headers["ETag"]))
        for answer in answers:
            assert answer.headers["Cache-Control"] == "private, no-cache"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert ask(alice, query="?after=5").headers["Cache-Control"] == "private, no-store"

    def test_is_asked_about_before_anything_has_been_read(
        self, app: Flask, database_url: str, alice: Phone, organiser: Phone
    ) -> None:
        published(organiser, alice)
        tag = ask(alice).headers["ETag"]
        app.extensions["happenstance-feed"]._newest.clear()
        with statements(app) as asked:
            assert ask(alice, f"W/{tag}").status_code == 304
        assert asked == []

    def test_comes_in_the_length_that_is_asked_for(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        published(organiser, alice)
        published(organiser, bob, OTHER)
        tags = {ask(alice, query=query).headers["ETag"] for query in ("", "?limit=1", "?limit=2")}
        assert len(tags) == 3
        for _ in range(2):
            assert feed(alice, "?limit=1") == [OTHER]
            assert feed(alice, "?limit=2") == [OTHER, TEXT]
        assert alice.refused("GET", "/feed?limit=51")["code"] == "invalid"


CHANGES: dict[str, Act] = {
    "a story is approved": lambda organiser, alice, _: published(organiser, alice, background="it"),
    "a newer wording is": lambda organiser, alice, story: decide(
        organiser, "approve", review_of(organiser, tell_anew(alice, story, NEWER))
    ),
    "the approval is undone": lambda organiser, alice, story: undo(
        organiser,
        decide(organiser, "approve", review_of(organiser, tell_anew(alice, story, NEWER))),
    ),
    "a story is withdrawn": lambda _, alice, story: withdraw(alice, story),
    "it is for tables only now": lambda _, alice, story: tell_anew(alice, story, shown_on="tables"),
    "its author is hidden": lambda organiser, alice, _: hide(organiser, alice),
    "its author is renamed": lambda _, alice, __: alice.patch(
        "/me", {"version": 1, "name": "Alicia"}
    ),
    "its author leaves": lambda _, alice, __: alice.delete("/me"),
    "a reader blocks its author": lambda organiser, alice, _: organiser.put(
        f"/blocks/{alice.person_id}"
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_no_change_is_missed(
    what: str, alice: Phone, bob: Phone, organiser: Phone, new_phone: Callable[[], Phone]
) -> None:
    story = published(organiser, alice)
    published(organiser, bob, OTHER)
    tag = ask(bob).headers["ETag"]
    CHANGES[what](organiser, alice, story)
    for _ in range(2):
        assert ask(bob, tag).status_code == 200
        assert ask(bob).get_json() == read_anew(bob)


class TestWhoeverMayNotReadAll:
    @pytest.mark.parametrize("blocker", ["alice", "bob"])
    def test_hears_of_nobody_from_whom_they_keep(
        self, alice: Phone, bob: Phone, organiser: Phone, blocker: str
    ) -> None:
        published(organiser, alice)
        published(organiser, organiser, OTHER)
        everything = ask(bob).headers["ETag"]
        one, other = (alice, bob) if blocker == "alice" else (bob, alice)
        one.put(f"/blocks/{other.person_id}")
        theirs = ask(organiser)
        assert [story["text"] for story in theirs.get_json()["stories"]] == [OTHER, TEXT]
        for known in (everything, theirs.headers["ETag"], None):
            page = ask(bob, known)
            assert page.get_json() == read_anew(bob)
            assert [story["text"] for story in page.get_json()["stories"]] == [OTHER]
        assert ask(bob, page.headers["ETag"]).status_code == 304
        assert ask(organiser, page.headers["ETag"]).status_code == 200
        assert feed(organiser) == [OTHER, TEXT]

    def test_is_told_apart_by_nothing_when_nothing_is_left_out(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        published(organiser, organiser)
        alice.put(f"/blocks/{bob.person_id}")
        assert ask(bob).headers["ETag"] == ask(organiser).headers["ETag"]
        assert ask(bob).data == ask(organiser).data

    def test_reads_all_as_an_organiser_and_no_longer_than_that(
        self, alice: Phone, bob: Phone, organiser: Phone, promote: Promote
    ) -> None:
        published(organiser, alice)
        bob.put(f"/blocks/{alice.person_id}")
        assert feed(bob) == []
        promote(bob, Role.ORGANISER)
        tag = ask(bob).headers["ETag"]
        assert feed(bob) == [TEXT]
        promote(bob, Role.ATTENDEE)
        assert ask(bob, tag).status_code == 200
        assert feed(bob) == []

    def test_is_no_stranger(self, alice: Phone, mallory: Phone, organiser: Phone) -> None:
        published(organiser, alice)
        tag = ask(alice).headers["ETag"]
        for known in (tag, None):
            assert ask(mallory, known).status_code == 404
        mallory.conference = "spring"
        assert ask(mallory, tag).get_json()["stories"] == []
        alice.delete("/me")
        assert ask(alice, ask(organiser).headers["ETag"]).status_code == 404

    def test_is_at_this_conference_and_not_at_an_earlier_one_of_its_name(
        self, app: Flask, alice: Phone, organiser: Phone, new_phone: Callable[[], Phone]
    ) -> None:
        published(organiser, alice)
        before = ask(alice)
        with app.app_context(), writing(db.session):
            delete_conference("autumn")
        carol = new_phone().join(make_conference(app, "autumn", "Autumn Forum"), "Carol")
        number = before.get_json()["number"]
        for _ in range(50):
            if ask(carol).get_json()["number"] >= number:
                break
            version = carol.get("/me")["profile"]["version"]
            carol.patch("/me", {"version": version, "name": f"Carol {version}"})
        after = ask(carol, before.headers["ETag"])
        assert after.get_json() == {"number": number, "stories": [], "next": None}


@pytest.fixture
def other_server(app: Flask, database_url: str) -> Iterator[Flask]:
    """Give another process, as good as, on the same database."""
    other = create_app(Config(secret_key="test", database_url=database_url, testing=True))
    yield other
    with other.app_context():
        db.engine.dispose()


def test_every_server_answers_with_what_is_true_now(
    other_server: Flask, alice: Phone, bob: Phone, organiser: Phone
) -> None:
    cookie = bob.client.get_cookie("happenstance")
    assert cookie is not None
    there = Phone(other_server)
    there.client.set_cookie("happenstance", cookie.value)
    there.conference = bob.conference
    story = published(organiser, alice)
    here = ask(bob)
    assert ask(there).data == ask(there).data == here.data
    assert ask(there, here.headers["ETag"]).status_code == 304
    withdraw(alice, story)
    assert ask(there, here.headers["ETag"]).get_json()["stories"] == []
    assert feed(there) == feed(bob) == []


def card(place: int, author: UUID) -> StoryCard:
    return StoryCard(
        id=uuid.uuid4(),
        revision=1,
        author=PersonCard(
            openness=Openness.COME,
            id=author,
            name="Alice",
            organisation=None,
            position=None,
            backgrounds=("agent",),
        ),
        background="agent",
        opening=None,
        title="",
        text=TEXT,
        by_accident=ByAccident.YES,
        language="en",
        photo=None,
        place=place,
        published_at=OPENING,
        featured=False,
    )


def test_a_reader_of_whom_too_much_is_kept_has_a_page_read_for_them_alone() -> None:
    loud, quiet = uuid.uuid4(), uuid.uuid4()
    told = [card(place, quiet if place % 50 == 0 else loud) for place in range(DEPTH, 0, -1)]
    deep = Snapshot(Version("salt", 1), told, whole=False)
    assert deep.page(1, {loud}) is not None
    assert deep.page(2, {loud}) is None
    all_there = Snapshot(Version("salt", 1), told, whole=True)
    assert all_there.page(2, {loud}) is not None


def test_a_process_keeps_the_newest_of_so_many_conferences() -> None:
    kept, version = Snapshots(), Version("salt", 1)
    for number in range(60):
        kept.keep(f"c{number}", Snapshot(version, [], whole=True))
    assert kept.at("c0", version) is None
    assert kept.at("c59", version) is not None
    assert kept.at("c59", Version("salt", 2)) is None
