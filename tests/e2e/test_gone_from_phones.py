"""What is withdrawn is gone from every phone: at once, or when the phone is next in contact."""

from __future__ import annotations

from flask import Flask
from playwright.sync_api import expect

from server.conferences.actions import delete_conference
from server.conferences.domain import Publishing
from server.conferences.models import Conference
from server.database import writing
from server.extensions import db
from tests.e2e.devices import Hold, within_a_moment
from tests.e2e.guests import Guest
from tests.e2e.keeping import keeps, loses
from tests.support.servers import Server

TOLD = "I answered an advertisement for a summer job, and it is still summer here."
STAYS = "A wrong turn in a corridor, and somebody handed me a headset before I could explain."
UNSENT = "Nobody has read these words, since I have not finished them."


def test_words_that_are_withdrawn_are_gone_from_every_phone(
    hold: Hold, served: Server, beside: Flask, forum: Conference
) -> None:
    with beside.app_context(), writing(db.session):
        db.session.get_one(Conference, "forum").publishing = Publishing.AT_ONCE
    alice, bob, carol, dan = (
        Guest(hold(name), f"{served.url}/c/forum", name, "Came up from the phones")
        for name in ("Alice", "Bob", "Carol", "Dan")
    )
    for one in (alice, bob, carol, dan):
        one.come_in_by(f"{served.url}/j#{forum.token}")
    alice.tell(TOLD)
    dan.tell(STAYS)
    dan.finds_own_story("Live")

    bob.open("/feed")
    bob.reads("Alice", TOLD)
    bob.story_of("Alice").get_by_role("button", name="Read later").click()
    bob.story_of("Dan").get_by_role("button", name="Read later").click()
    assert keeps(bob.page, '"fresh":[]')  # the list itself, too
    bob.open("/story")
    bob.page.get_by_label("Your story").fill(UNSENT)
    bob.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    bob.open("")
    assert keeps(bob.page, TOLD)
    carol.open("/feed")
    carol.reads("Alice", TOLD)

    bob.page.context.set_offline(offline=True)
    alice.withdraw()
    with within_a_moment():
        expect(carol.story_of("Alice")).to_have_count(0)
    assert loses(carol.page, TOLD)
    assert keeps(bob.page, TOLD, 0)
    bob.page.context.set_offline(offline=False)  # on a page that shows no stories
    assert loses(bob.page, TOLD)
    assert keeps(bob.page, STAYS)

    bob.page.context.set_offline(offline=True)
    bob.open("/feed?later=yes")
    bob.sees("A story you kept is no longer here.")
    expect(bob.story_of("Dan")).to_contain_text(STAYS)
    expect(bob.story_of("Alice")).to_have_count(0)
    bob.open("/feed")
    bob.reads("Dan", STAYS)

    with beside.app_context(), writing(db.session):
        delete_conference("forum")
    bob.page.context.set_offline(offline=False)
    bob.sees("This conference is no longer here")
    assert loses(bob.page, STAYS)
    bob.sees("Words of yours that never went out")
    bob.sees(UNSENT)
    bob.tap("Throw them away")
    assert loses(bob.page, UNSENT)
