"""One time in the room: phones whose own clocks are wrong, and a phone without a signal."""

from __future__ import annotations

import time
from datetime import timedelta
from functools import partial

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from server.conferences.models import Conference
from server.people.domain import LinkKind
from server.web.rights import Role
from tests.e2e import ledger
from tests.e2e.backstage import Host
from tests.e2e.devices import PATIENCE, Hold, LinkFor, Signal, until
from tests.e2e.guests import Guest
from tests.support.at_once import at_once
from tests.support.phones import Phone
from tests.support.servers import Server, tell

AGREE_WITHIN = 300.0  # milliseconds
FLIPS = 4  # changes of the figures to look at: what is drawn late once is not late each time

# A phone whose clock is wrong by so many milliseconds; its steady clock is not.
WRONG_CLOCK = """
(() => {
  const RightDate = Date;
  window.wrongBy = %d;
  const now = () => RightDate.now() + window.wrongBy;
  window.Date = class extends RightDate {
    constructor(...given) {
      if (given.length === 0) super(now());
      else super(...given);
    }
    static now() {
      return now();
    }
  };
})();
"""

# Notes the moment (of the machine on which all these phones run) of each change of the figures.
WATCH = """
() => {
  const figures = () => document.querySelector(".ring-figures")?.textContent ?? "";
  window.flips = [];
  let shown = figures();
  new MutationObserver(() => {
    if (figures() === shown) return;
    shown = figures();
    window.flips.push([shown, performance.timeOrigin + performance.now()]);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}
"""

# What one sees in the middle of the ring when time is nearly up, and the disc has taken colour.
SEEN_IN_THE_RING = """
() => {
  const ring = document.querySelector(".ring");
  ring.classList.add("ring-soon");
  const { x, y, width, height } = ring.querySelector(".ring-figures").getBoundingClientRect();
  return document.elementFromPoint(x + width / 2, y + height / 2).className;
}
"""

# Whether the phone has put away, for when there is no signal, where the talk stands.
IS_KEPT = """
async ([phase, prompt]) => {
  const open = indexedDB.open("happenstance");
  const db = await new Promise((resolve) => (open.onsuccess = () => resolve(open.result)));
  const all = db.transaction("states").objectStore("states").getAll();
  const states = await new Promise((resolve) => (all.onsuccess = () => resolve(all.result)));
  db.close();
  return states.some(
    ({ state }) => state.talk?.phase === phase && state.table?.prompt.lighter === prompt,
  );
}
"""


class Room:
    """A talk that a host conducts: some phones in a browser, and some who only sit there."""

    def __init__(
        self, hold: Hold, served: Server, beside: Flask, forum: Conference, link_for: LinkFor
    ) -> None:
        self.hold, self.server, self.forum = hold, served, forum
        self.address = f"{served.url}/c/{forum.slug}"
        self.host = Host(hold("Hugo"), self.address, "Hugo", "Sales or marketing")
        self.host.come_in_by(link_for(LinkKind.ROLE, Role.HOST))
        self.talk = self.host.open_talk(size=3)
        for other in at_once(
            *(partial(Phone(beside).join, forum, name, "vendor") for name in ("Gwen", "Ivan", "Jo"))
        ):
            tell(served, other, "PUT", f"/talks/{self.talk}/here", {})

    def guest(self, name: str, *, wrong_by: timedelta = timedelta()) -> Guest:
        """Return somebody who is here for the talk, with a clock that is wrong."""
        page = self.hold(name)
        page.add_init_script(WRONG_CLOCK % (wrong_by // timedelta(milliseconds=1)))
        guest = Guest(page, self.address, name, "IT or telecoms")
        guest.come_in_by(f"{self.server.url}/j#{self.forum.token}")
        guest.check_in(self.talk)
        return guest

    def talk_begins(self) -> None:
        """Let everybody sit down and talk."""
        self.host.go_on("Set the tables", then="Round 1 of 2, walking")
        self.host.go_on("Start talking now", then="Round 1 of 2, talking")


@pytest.fixture
def room(hold: Hold, served: Server, beside: Flask, forum: Conference, link_for: LinkFor) -> Room:
    """Open a talk."""
    return Room(hold, served, beside, forum, link_for)


def error_of(page: Page, deadline: float) -> float:
    """Return by how many milliseconds a phone is behind the deadline, going by its figures.

    A busy machine may draw late, never early: the least lateness is the clock's. Where that
    is much, it is looked at for longer.
    """
    watched_until = time.monotonic() + PATIENCE / 1000
    while True:
        least = min(lateness(page, deadline))
        if least <= AGREE_WITHIN / 2 or time.monotonic() > watched_until:
            return least
        page.wait_for_timeout(100)


def lateness(page: Page, deadline: float) -> list[float]:
    """Return how late each change of the figures came, in milliseconds."""
    late: list[float] = []
    for shown, moment in page.evaluate("window.flips"):
        minutes, seconds = map(int, shown.split(":"))
        late.append(moment - (deadline - (60 * minutes + seconds) * 1000))
    return late


def watch(pages: list[Page]) -> None:
    """Look at the figures of all these phones until they have changed a few times."""
    for page in pages:
        page.evaluate(WATCH)
    for page in pages:
        until(page, partial(page.evaluate, f"window.flips.length >= {FLIPS}"))


def test_all_countdowns_agree_whatever_the_phones_think_the_time_is(room: Room) -> None:
    fast = room.guest("Alice", wrong_by=timedelta(minutes=7))
    slow = room.guest("Bob", wrong_by=timedelta(minutes=-11))
    right = room.guest("Carol")
    corrected = room.guest("Dan", wrong_by=timedelta(minutes=-11))
    put_back = room.guest("Erin", wrong_by=timedelta(minutes=7))
    room.talk_begins()
    everybody = [fast, slow, right, corrected, put_back]
    for guest in everybody:
        expect(guest.page.locator(".ring-figures")).to_be_visible()

    # In the middle of the round two phones set their clocks by the network's. One that runs ahead
    # may have slept: it believes its clock for a second, until the server has told it better.
    for guest in (corrected, put_back):
        guest.page.evaluate("window.wrongBy = 0")
    watch([corrected.page])

    pages = [guest.page for guest in (*everybody, room.host)]
    watch(pages)
    deadline = ledger.deadline(room.talk).timestamp() * 1000
    errors = [error_of(page, deadline) for page in pages]
    assert max(errors) - min(errors) <= AGREE_WITHIN, errors
    assert max(map(abs, errors)) <= AGREE_WITHIN, errors
    assert "ring-figures" in right.page.evaluate(SEEN_IN_THE_RING)


def test_without_a_signal_the_table_is_still_on_the_phone(room: Room) -> None:
    alice = room.guest("Alice", wrong_by=timedelta(minutes=7))
    bob = room.guest("Bob")
    signals = [Signal(guest.page) for guest in (alice, bob)]
    alice.open(f"/talks/{room.talk}")  # for the signal to be lost
    bob.open(f"/talks/{room.talk}")
    alice.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    room.talk_begins()
    tables = ledger.seating(room.talk, 1)
    alice.talks_at(*ledger.table_of("Alice", tables))
    prompt = alice.page.locator(".prompt-text").inner_text()
    until(alice.page, partial(alice.page.evaluate, IS_KEPT, ["talking", prompt]))

    for signal in signals:
        signal.lose()
    alice.page.reload()
    alice.says_it_is("Offline")
    alice.talks_at(*ledger.table_of("Alice", tables))
    expect(alice.page.locator(".prompt-text")).to_have_text(prompt)
    watch([alice.page])
    deadline = ledger.deadline(room.talk).timestamp() * 1000
    assert abs(error_of(alice.page, deadline)) <= AGREE_WITHIN

    # Whatever happens meanwhile, the phone says what it knows; and comes right by itself.
    room.host.go_on("On to round 2", then="Round 2 of 2, walking")
    alice.talks_at(*ledger.table_of("Alice", tables))
    signals[0].find()
    alice.is_called_to(*ledger.table_of("Alice", ledger.seating(room.talk, 2)))


def test_a_host_goes_on_with_another_phone_and_a_co_host_takes_back_what_was_done(
    room: Room, hold: Hold, link_for: LinkFor
) -> None:
    alice = room.guest("Alice")
    room.talk_begins()
    number, company = ledger.table_of("Alice", ledger.seating(room.talk, 1))
    deadline = ledger.deadline(room.talk)
    console = f"/host/{room.talk}"

    carla = Host(hold("Carla"), room.address, "Carla", "HR or training")
    carla.come_in_by(link_for(LinkKind.ROLE, Role.HOST))
    carla.open(console)
    room.host.go_on("On to round 2", then="Round 2 of 2, walking")
    carla.sees("Hugo went on to round 2.")
    carla.tap("Back to the round")
    alice.sees("The host has gone back a step: round 1 goes on where it was.")
    alice.talks_at(number, company)
    room.host.sees("Round 1 of 2, talking")
    assert ledger.deadline(room.talk) == deadline

    # Hugo's phone has gone flat. He borrows one, and nothing is lost.
    room.host.page.context.close()
    borrowed = Host(hold("Hugo's other phone"), room.address, "Hugo", "Sales or marketing")
    borrowed.come_in_by(link_for(LinkKind.ROLE, Role.HOST))
    borrowed.open(console)
    borrowed.sees("Round 1 of 2, talking")
    borrowed.counts_down_to(deadline)
    borrowed.tap("Tell everyone")
    borrowed.tap("Please wrap up", within=borrowed.sheet("Tell everyone"))
    alice.sees("Please wrap up")
    carla.sees("Please wrap up")
    alice.page.reload()
    alice.sees("Please wrap up")
    carla.tap("Take it down")
    expect(alice.page.get_by_text("Please wrap up")).to_have_count(0)
    borrowed.tap("Pause")
    carla.sees("Hugo stopped the clock.")
    alice.sees("The host has paused the talk.")
