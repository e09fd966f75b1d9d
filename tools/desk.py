"""The pictures of docs/moderating.md: an organiser's desk, and those who give it work."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

Open = Callable[[Page, str], None]  # a page of the conference
Take = Callable[[Page, str], None]  # a picture, under a name

TOLD = "I came for one summer of answering phones, to pay for a guitar. I never bought the guitar."
CHANGED = TOLD.replace("summer", "winter").replace("the guitar.", "it, and I run the floor now.")
FLAGGED = (
    "My neighbour wanted somebody to cycle in with, so I signed on at her call centre for a month. "
    "She has moved on and I run the place. Come and see it: ring 020 7946 0018, or write to "
    "joan.pike@example.com and I will put the kettle on."
)


def review_and_take(teller: Page, other: Page, desk: Page, open_page: Open, take: Take) -> None:
    """Read what two people tell, and approve it, and read what one of them changes."""
    _tell(teller, TOLD, open_page)
    open_page(desk, "/review")
    _read(desk, "Robin Marsh")
    desk.keyboard.press("a")
    expect(desk.get_by_text("Approved.")).to_be_visible()
    expect(teller.get_by_text("Live", exact=True)).to_be_visible()
    teller.get_by_role("link", name="Change it").click()
    teller.get_by_label("Your story").fill(CHANGED)
    teller.get_by_role("button", name="Send it again").click()
    _read(desk, "Robin Marsh")
    expect(desk.locator(".review-pane ins").first).to_be_visible()
    desk.get_by_role("button", name="Undo").wait_for(state="detached")
    take(desk, "desk-difference")

    _tell(other, FLAGGED, open_page)
    _read(desk, "Sam Hale")
    expect(desk.locator(".review-flags li")).to_have_count(2)
    take(desk, "desk")


def look_and_take(thumb: Page, open_page: Open, take: Take) -> None:
    """Do so on a phone: one with a photo, then several together."""
    open_page(thumb, "/review")
    _read(thumb, "Julian Perry")
    photo = thumb.get_by_role("img", name="Three mugs")
    expect(photo).to_have_js_property("complete", value=True)
    photo.evaluate("photo => photo.scrollIntoView({ block: 'center' })")
    take(thumb, "desk-phone")
    thumb.get_by_role("button", name="Approve several together").click()
    for number in range(2):
        thumb.get_by_role("dialog").get_by_role("checkbox").nth(number).check()
    take(thumb, "desk-together")


def report_and_take(phone: Page, desk: Page, open_page: Open, take: Take) -> None:
    """Report a story from a phone, and see it at the top of the desk."""
    open_page(phone, "/feed")
    phone.get_by_role("button", name="More about").first.click()
    sheet = phone.get_by_role("dialog").locator("details").filter(has_text="Report this story")
    sheet.get_by_text("Report this story").click()
    sheet.get_by_role("radio", name="It tells about somebody who can be recognised").check()
    sheet.get_by_label("In your own words").fill("Everybody here knows who that was.")
    take(phone, "report")
    sheet.get_by_role("button", name="Report it").click()
    expect(desk.get_by_role("heading", name="One thing is reported")).to_be_visible(timeout=20_000)
    desk.evaluate("scrollTo(0, 0)")
    take(desk, "desk-reported")


def choose_and_take(desk: Page, open_page: Open, take: Take) -> None:
    """Look at when others see a story, and at what is flagged."""
    open_page(desk, "/settings")
    heading = desk.get_by_role("heading", name="Reading what people write")
    heading.evaluate("heading => { heading.scrollIntoView(); scrollBy(0, -24); }")
    take(desk, "desk-policy")


def _tell(phone: Page, story: str, open_page: Open) -> None:
    open_page(phone, "/story")
    phone.get_by_label("Your story").fill(story)
    phone.get_by_role("radio", name="Yes", exact=True).check()
    phone.get_by_role("button", name="Send my story").click()
    expect(phone.get_by_text("In review")).to_be_visible()


def _read(desk: Page, author: str) -> None:
    desk.get_by_role("navigation", name="Waiting").get_by_role("button", name=author).click()
    expect(desk.get_by_role("article", name=author)).to_be_visible()
