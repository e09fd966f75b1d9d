"""A story is sent back with two keys, and its author reads why in her own language."""

from __future__ import annotations

from flask import Flask
from playwright.sync_api import expect
from sqlalchemy import select

from server.conferences.models import Conference
from server.database import writing
from server.extensions import db
from server.people.domain import LinkKind
from server.people.models import Person
from server.web.rights import Role
from tests.e2e.backstage import Organiser
from tests.e2e.devices import DESK, Hold, LinkFor
from tests.e2e.guests import Guest
from tests.support.servers import Server

STORY = "Ich kam, um die Klimaanlage zu reparieren, und dann klingelte neben mir ein Telefon."
WHY = "Das liest sich wie Werbung."
WHAT_THAT_SAYS = "It reads like an advertisement."


def test_two_keys_send_a_story_back_to_an_author_who_speaks_german(
    hold: Hold, served: Server, beside: Flask, forum: Conference, link_for: LinkFor
) -> None:
    address = f"{served.url}/c/{forum.slug}"
    carla = Organiser(hold("Carla", DESK), address, "Carla", "HR or training")
    carla.come_in_by(link_for(LinkKind.ROLE, Role.ORGANISER))
    greta = Guest(hold("Greta"), address, "Greta", "Came up from the phones")
    greta.come_in_by(f"{served.url}/j#{forum.token}")
    with beside.app_context(), writing(db.session):
        person = db.session.scalars(select(Person).where(Person.name == "Greta")).one()
        person.languages = ["de", "en"]
    greta.tell(STORY)
    greta.finds_own_story("In review")

    carla.open("/review")
    carla.sees(STORY)
    carla.page.keyboard.press("s")
    sheet = carla.sheet("Send it back")
    carla.choose("Why?", "Advertising")
    expect(sheet.locator("[lang=de]")).to_contain_text(WHY)
    expect(sheet).to_contain_text(WHAT_THAT_SAYS)
    carla.page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)

    carla.page.keyboard.press("s")
    carla.page.keyboard.press("4")
    carla.sees("Sent back.")
    greta.finds_own_story("Sent back")
    expect(greta.page.locator("[lang=de]", has_text=WHY)).to_be_visible()
