"""The same from many sockets at one instant, and two hosts who say different things at once."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from flask import Flask

from server.conferences.models import Conference
from server.web.rights import Role
from tests.faults.crowd import Device, Line
from tests.faults.history import History, changed, joined, organisation, told, waved
from tests.stories.telling import telling
from tests.support.at_once import at_once
from tests.support.phones import Phone
from tests.support.servers import Server, ask

pytestmark = pytest.mark.real_time

SENDINGS = 50
TEXT = "A story that fifty sockets bring along at the same instant, and that is told once."


def test_fifty_identical_requests_are_one(
    app: Flask, conference: Conference, server: Server
) -> None:
    history = History()
    bob, alice = (Device(Line(server.url), conference, history) for _ in range(2))
    bob.come_in()
    alice.arrive()
    story_id = str(uuid.uuid4())
    joining = {"code": conference.code, "name": "Sam", "backgrounds": ["agent"]}
    change = {"version": 1, "organisation": organisation(2)}
    commands: list[tuple[Any, ...]] = [
        (joined(alice.person_id), "PUT", f"/people/{alice.person_id}", joining),
        (told(story_id, TEXT), "PUT", f"{alice.inside}/stories/{story_id}", telling(TEXT)),
        (waved(alice.person_id, bob.person_id), "PUT", f"{alice.inside}/waves/{bob.person_id}"),
        (changed(alice.person_id, 2), "PATCH", f"{alice.inside}/me", change),
    ]
    for effect, *command in commands:
        history.invoke(effect)
        answers = at_once(*[partial(alice.line.ask, *command)] * SENDINGS)
        done = [answer for status, answer in answers if status == 200]
        refused = {answer["code"] for status, answer in answers if status != 200}
        if command[0] == "PUT":
            assert len(done) == SENDINGS
            assert all(answer == done[0] for answer in done)
        else:  # it carries the version that it was decided on
            assert (len(done), refused) == (1, {"version-conflict"})
        history.check(app, conference.slug)


def test_of_two_hosts_at_once_one_is_told_that_the_other_was_faster(
    host: Phone, alice: Phone, promote: Callable[[Phone, Role], Phone], server: Server
) -> None:
    promote(alice, Role.HOST)
    talk = f"/talks/{uuid.uuid4()}"
    body = {"title": "Coffee", "deck": "how-did-you-get-here", "rounds": 2, "minutes": 12}
    host.put(talk, body | {"size": 4})
    for guest in (host, alice):
        guest.put(f"{talk}/here")
    moves = {"version": host.get(talk)["talk"]["version"]}
    answers = at_once(
        *(
            partial(
                ask,
                server,
                phone,
                "PUT",
                f"/api/v1{phone.inside(talk)}/commands/{uuid.uuid4()}",
                moves | {"move": move},
            )
            for phone, move in ((host, "start"), (alice, "end"))
        )
    )
    assert sorted(answers) == [200, 409]
    assert host.get(talk)["talk"]["version"] > moves["version"]
