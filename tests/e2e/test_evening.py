"""From a scan to a goodbye: the whole evening, on six phones and those who look after them."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import expect

from server.conferences.models import Conference
from tests.e2e import ledger
from tests.e2e.devices import Hold, LinkFor, Signal, within_a_moment
from tests.e2e.evening import GATHERED, Evening, everybody
from tests.support.servers import Server, tell

SUMMER = "I only meant to stay for one summer, and then they let me run the floor."
RADIO = "I answered an advert for a radio presenter. It was a headset all right."
RADIO_WHOLE = RADIO + " The callers stayed, and so did I."
LEDGERS = "I counted their minutes, until somebody asked me to count their people."
LEDGERS_KINDER = "I counted minutes for six years. Then I listened to one, and moved downstairs."
CABLES = "I came to lay the cables for forty desks and never found the way out again."
FAVOUR = "A friend asked me to cover one Saturday. That was eleven years ago."

ONE_STORY = re.compile(r"/stories/[0-9a-f-]{36}$")


@pytest.fixture
def evening(
    hold: Hold, served: Server, beside: Flask, forum: Conference, link_for: LinkFor
) -> Evening:
    """Let everybody come in."""
    return everybody(hold, served, beside, forum, link_for)


def test_from_a_scan_to_a_goodbye(evening: Evening) -> None:
    evening.organiser.open("/review")
    evening.bob.open("/feed")
    a_story_is_read_by_the_room_and_taken_back(evening)
    a_story_is_sent_back_and_another_changes_while_it_is_read(evening)
    a_story_is_told_without_a_signal(evening)
    two_wave_and_are_connected(evening)
    talk = a_talk_gathers(evening)
    tables_are_found(evening, talk, round_number=1)
    the_server_dies_and_comes_back(evening, talk)
    one_leaves_and_a_latecomer_sits_down(evening, talk)
    everybody_moves_on(evening, talk)
    everybody_says_goodbye(evening, talk)
    every_story_is_there_once(evening)


def a_story_is_read_by_the_room_and_taken_back(evening: Evening) -> None:
    organiser, wall = evening.organiser, evening.wall
    erin, bob = evening.erin, evening.bob

    erin.tell(FAVOUR, shown="On the big screen too")
    erin.finds_own_story("In review")
    organiser.sees(FAVOUR)
    expect(bob.story_of("Erin")).to_have_count(0)

    organiser.approve(erin, FAVOUR)
    with within_a_moment():
        bob.reads("Erin", FAVOUR)
        wall.sees(FAVOUR)
    erin.finds_own_story("Live")

    erin.withdraw()
    with within_a_moment():
        expect(bob.story_of("Erin")).to_have_count(0)
        expect(wall.page.get_by_text(FAVOUR)).to_have_count(0)
    erin.finds_own_story("Withdrawn")


def a_story_is_sent_back_and_another_changes_while_it_is_read(evening: Evening) -> None:
    organiser, bob, carol = evening.organiser, evening.bob, evening.carol

    bob.tell(RADIO)
    signal = Signal(organiser.page)
    organiser.open("/review")
    organiser.send_back(bob, RADIO, why="Unfinished", words="And then?")

    # Carol writes hers anew while Olga, whose signal has gone quiet, still reads the first words.
    carol.tell(LEDGERS)
    carol.finds_own_story("In review")
    organiser.sees(LEDGERS)
    signal.deafen()
    organiser.says_it_is("Reconnecting")
    carol.change(LEDGERS_KINDER)
    carol.finds_own_story("In review", LEDGERS_KINDER)
    organiser.approve(carol, LEDGERS)
    organiser.sees("Carol changed it a moment ago.")
    organiser.sees(LEDGERS_KINDER)
    carol.finds_own_story("In review", LEDGERS_KINDER)
    signal.find()
    organiser.says_it_is("")
    organiser.approve(carol, LEDGERS_KINDER)
    carol.finds_own_story("Live", LEDGERS_KINDER)

    bob.finds_own_story("Sent back", "Tell us how it goes on", "“And then?”")
    bob.change(RADIO_WHOLE)
    organiser.approve(bob, RADIO_WHOLE)
    bob.finds_own_story("Live", RADIO_WHOLE)
    bob.open("/feed")
    bob.reads("Carol", LEDGERS_KINDER)


def a_story_is_told_without_a_signal(evening: Evening) -> None:
    organiser, dan, alice = evening.organiser, evening.dan, evening.alice

    signal = Signal(dan.page)
    dan.open("/story")
    signal.lose()
    dan.says_it_is("Offline")
    dan.tell(CABLES)
    dan.finds_own_story("Waiting to send", "safe on this phone")
    dan.page.reload()
    dan.finds_own_story("Waiting to send", CABLES)

    lost = signal.lose_one_answer(ONE_STORY)
    signal.find()
    dan.finds_own_story("In review", CABLES)
    dan.says_it_is("")
    assert lost == ["PUT"], "and so it was sent twice"
    organiser.approve(dan, CABLES)

    alice.tell(SUMMER, shown="On the big screen too")
    organiser.approve(alice, SUMMER)
    evening.wall.sees(SUMMER)
    evening.bob.reads("Dan", CABLES)
    evening.bob.reads("Alice", SUMMER)


def two_wave_and_are_connected(evening: Evening) -> None:
    alice, bob = evening.alice, evening.bob

    alice.finds_reason_to_meet(bob, "came up from the phones")
    alice.wave_at(bob)
    bob.sees("Alice waved at you.")
    bob.open("/meet")
    bob.sees("Somebody waved at you")
    bob.wave_at(alice, back=True)
    alice.is_told_of_connection(bob)
    bob.is_told_of_connection(alice)


def a_talk_gathers(evening: Evening) -> str:
    talk = evening.host.open_talk(size=3)
    for guest in evening.on_time:
        guest.check_in(talk)
    for other in evening.others:
        tell(evening.server, other, "PUT", f"/talks/{talk}/here", {})
    evening.host.sees(f"{GATHERED} people are here")
    evening.wall.sees(f"{GATHERED} people are here")
    evening.host.go_on("Set the tables", then="Round 1 of 2, walking")
    return talk


def tables_are_found(evening: Evening, talk: str, *, round_number: int) -> None:
    """Expect the same tables on every phone and on the wall as in the database."""
    tables = ledger.seating(talk, round_number)
    guests = [guest for guest in evening.phones if any(guest.name in at for at in tables.values())]
    for guest in guests:
        guest.is_called_to(*ledger.table_of(guest.name, tables))
    evening.wall.sees("Find your table")
    evening.wall.maps([len(there) for there in tables.values()])
    assert [len(there) for there in tables.values()] == [3, 3, 3]

    evening.host.go_on("Start talking now", then=f"Round {round_number} of 2, talking")
    for guest in guests:
        guest.talks_at(*ledger.table_of(guest.name, tables))


def the_server_dies_and_comes_back(evening: Evening, talk: str) -> None:
    tables, deadline = ledger.seating(talk, 1), ledger.deadline(talk)

    evening.server.kill()
    for guest in evening.on_time:
        guest.says_it_is("Reconnecting")
        guest.counts_down_to(deadline)
    evening.server.start()

    evening.carol.page.reload()  # as a phone does that was put away meanwhile
    for guest in evening.on_time:
        guest.says_it_is("")
        guest.talks_at(*ledger.table_of(guest.name, tables))
        guest.counts_down_to(deadline)
    assert ledger.seating(talk, 1) == tables
    assert ledger.deadline(talk) == deadline


def one_leaves_and_a_latecomer_sits_down(evening: Evening, talk: str) -> None:
    frank = evening.frank
    number, company = ledger.table_of("Gwen", ledger.seating(talk, 1))

    frank.open(f"/talks/{talk}")
    evening.host.free_chair_of("Gwen")
    evening.wall.maps([2 if table == number else 3 for table in (1, 2, 3)])
    frank.tap("Take a seat")
    frank.talks_at(number, company)
    evening.wall.maps([3, 3, 3])


def everybody_moves_on(evening: Evening, talk: str) -> None:
    evening.host.go_on("On to round 2", then="Round 2 of 2, walking")
    tables_are_found(evening, talk, round_number=2)
    first, second = (ledger.met(talk, number) for number in (1, 2))
    assert not first & second, "nine people at three tables never meet twice in two rounds"


def everybody_says_goodbye(evening: Evening, talk: str) -> None:
    together = ledger.met(talk, 1) | ledger.met(talk, 2)
    evening.host.end(f"{GATHERED} people at 3 tables")
    for guest in evening.phones:
        met = {name for pair in together if guest.name in pair for name in pair}
        guest.sat_with(met - {guest.name})

    # Five phones at three tables: two who are no contacts yet have sat together.
    one, other = next(
        (one, other)
        for one in evening.phones
        for other in evening.phones[2:]
        if frozenset({one.name, other.name}) in together
    )
    one.keep_in_touch_with(other)
    one.reads_of(other, "Asked")
    other.reads_of(one, "Would like to keep in touch with you")
    other.keep_in_touch_with(one)
    for guest, friend in ((one, other), (other, one)):
        guest.reads_of(friend, "In your contacts")


def every_story_is_there_once(evening: Evening) -> None:
    shown = {"Alice": SUMMER, "Bob": RADIO_WHOLE, "Carol": LEDGERS_KINDER, "Dan": CABLES}
    frank = evening.frank
    frank.open("/feed")
    for author, story in shown.items():
        frank.reads(author, story)
    expect(frank.page.get_by_role("article")).to_have_count(len(shown))

    assert ledger.stories(evening.conference.slug) == [
        ("Alice", "live", SUMMER),
        ("Bob", "live", RADIO),
        ("Bob", "live", RADIO_WHOLE),
        ("Carol", "live", LEDGERS),
        ("Carol", "live", LEDGERS_KINDER),
        ("Dan", "live", CABLES),
        ("Erin", "withdrawn", FAVOUR),
    ]
