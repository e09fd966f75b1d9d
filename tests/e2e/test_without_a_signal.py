"""A story told with a photo where the signal fails, at any of five points.

It is told once, with just its photo, and nothing untrue is said of it meanwhile.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from flask import Flask
from playwright.sync_api import Route, expect
from sqlalchemy import select

from server.conferences.models import Conference
from server.database import reading
from server.extensions import db
from server.people.models import Person
from server.stories.models import Photo, StoryRevision
from tests.e2e.devices import Hold, Signal
from tests.e2e.guests import ALT, Guest
from tests.stories.pictures import photo
from tests.support.servers import Server

TEXT = "I answered an advertisement for a summer job, and it is still summer here."
PHOTO = photo()
ONE_PHOTO = re.compile(r"/photos/[-0-9a-f]{36}$")
ONE_STORY = re.compile(r"/stories/[-0-9a-f]{36}$")


def before_it_is_sent(alice: Guest, signal: Signal) -> Guest:
    signal.lose()
    alice.says_it_is("Offline")
    alice.tell(TEXT, photo=PHOTO)
    alice.finds_own_story("Waiting to send", "safe on this phone", TEXT)
    signal.find()
    return alice


def in_flight(alice: Guest, _signal: Signal) -> Guest:
    dropped: list[str] = []

    def drop(route: Route) -> None:
        dropped.append(route.request.method)
        route.abort()

    for one in (ONE_PHOTO, ONE_STORY):
        alice.page.route(one, drop, times=1)
    alice.tell(TEXT, photo=PHOTO)
    alice.finds_own_story("In review", TEXT)
    assert dropped == ["PUT", "PUT"]
    return alice


def committed_but_the_answer_lost(alice: Guest, signal: Signal) -> Guest:
    photo_lost = signal.lose_one_answer(ONE_PHOTO)
    story_lost = signal.lose_one_answer(ONE_STORY)
    alice.tell(TEXT, photo=PHOTO)
    alice.finds_own_story("In review", TEXT)
    assert photo_lost == story_lost == ["PUT"]
    return alice


def and_the_app_is_killed(alice: Guest, signal: Signal) -> Guest:
    signal.lose()
    alice.tell(TEXT, photo=PHOTO)
    alice.finds_own_story("Waiting to send")
    return opened_again(alice, signal)


def until_the_next_day(alice: Guest, signal: Signal) -> Guest:
    signal.lose()
    alice.tell(TEXT, photo=PHOTO)
    alice.finds_own_story("Waiting to send")
    return opened_again(alice, signal, later=timedelta(days=1))


def opened_again(guest: Guest, signal: Signal, *, later: timedelta | None = None) -> Guest:
    """Kill the app, open it again without a signal, and find the signal only then."""
    context = guest.page.context
    guest.page.close()
    page = context.new_page()
    again = Guest(page, guest.conference, guest.name, guest.way)
    if later is not None:
        page.clock.set_system_time(datetime.now(UTC) + later)
        again.open("/story?write=new")  # where photos are tidied up that nobody wants any more
        expect(page.get_by_label("Add a photo")).to_be_attached()
    again.open("/story")
    again.finds_own_story("Waiting to send", TEXT)
    again.sees_photo(ALT)
    context.set_offline(offline=False)
    return again


POINTS = [
    before_it_is_sent,
    in_flight,
    committed_but_the_answer_lost,
    and_the_app_is_killed,
    until_the_next_day,
]


def test_a_story_is_told_once_wherever_the_signal_fails(
    hold: Hold, served: Server, beside: Flask, forum: Conference
) -> None:
    for fails in POINTS:
        name = fails.__name__
        guest = Guest(hold(name), f"{served.url}/c/forum", name, "Came up from the phones")
        signal = Signal(guest.page)
        guest.come_in_by(f"{served.url}/j#{forum.token}")
        guest.open("/story")
        expect(guest.page.get_by_role("radio", name=guest.way)).to_be_checked()
        guest.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        guest = fails(guest, signal)
        guest.finds_own_story("In review", TEXT)
        guest.page.reload()
        guest.finds_own_story("In review", TEXT)
        guest.sees_photo(ALT)
    with beside.app_context(), reading(db.session):
        told = db.session.execute(select(StoryRevision.text, StoryRevision.photo_alt)).all()
        assert told == [(TEXT, ALT)] * len(POINTS)
        assert len(db.session.scalars(select(Photo.id)).all()) == len(POINTS)


def test_what_is_taken_back_before_it_is_sent_is_not_sent(
    hold: Hold, served: Server, beside: Flask, forum: Conference
) -> None:
    alice = Guest(hold("Alice"), f"{served.url}/c/forum", "Alice", "Came up from the phones")
    signal = Signal(alice.page)
    alice.come_in_by(f"{served.url}/j#{forum.token}")
    alice.open("/profile")
    link = alice.page.get_by_label("A link")
    expect(link).to_be_visible()
    signal.lose()
    alice.says_it_is("Offline")
    link.fill("https://example.org/alice")
    alice.page.get_by_label("Organisation").first.fill("Harbour Bank")
    alice.tap("Save")
    link.fill("")
    alice.tap("Save")
    signal.find()
    alice.sees("Saved.")
    with beside.app_context(), reading(db.session):
        (saved,) = db.session.execute(select(Person.organisation, Person.link)).all()
    assert tuple(saved) == ("Harbour Bank", None)
    expect(link).to_have_value("")
