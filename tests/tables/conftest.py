"""Talks for tests: opened, filled with people, and conducted."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from server.conferences.models import Conference
from server.work.due import run_due
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone

BACKGROUNDS = ("agent", "finance", "it", "hr", "sales")


class TalkAtHand:
    """A talk that a host conducts."""

    def __init__(self, app: Flask, clock: StoppedClock, host: Phone, **wanted: Any) -> None:
        self.app, self.clock, self.host = app, clock, host
        self.id = str(uuid.uuid4())
        self.path = f"/talks/{self.id}"
        body = {"title": "Coffee", "deck": "how-did-you-get-here", "rounds": 2, "minutes": 12}
        self.view: dict[str, Any] = host.put(self.path, body | {"size": 4} | wanted)

    def do(self, move: str, *, by: Phone | None = None, version: int | None = None) -> Any:
        """Carry out a command, on the newest version unless told otherwise, and what is due."""
        version = self.now()["version"] if version is None else version
        body = {"move": move, "version": version}
        self.view = (by or self.host).put(f"{self.path}/commands/{uuid.uuid4()}", body)
        self.run_due()
        return self.view

    def now(self) -> dict[str, Any]:
        """Return the talk as it is."""
        view: dict[str, Any] = self.host.get(self.path)["talk"]
        return view

    def wait(self, **step: float) -> dict[str, Any]:
        """Let time pass, and what falls due happen."""
        self.clock.forward(**step)
        self.run_due()
        return self.now()

    def run_due(self) -> None:
        """Do what is due."""
        with self.app.app_context():
            run_due()

    def table_of(self, phone: Phone) -> dict[str, Any]:
        """Return the table at which somebody sits."""
        table: dict[str, Any] = phone.get(self.path)["table"]
        return table

    def names_at(self, phone: Phone) -> set[str]:
        """Return who sits at somebody's table, themselves included."""
        return {one["person"]["name"] for one in self.table_of(phone)["people"]}


@pytest.fixture
def open_talk(app: Flask, stopped_clock: StoppedClock, host: Phone) -> Callable[..., TalkAtHand]:
    """Open talks with `open_talk(rounds=…, size=…)`."""
    return lambda **wanted: TalkAtHand(app, stopped_clock, host, **wanted)


@pytest.fixture
def crowd(
    new_phone: Callable[[], Phone], conference: Conference
) -> Callable[[int, TalkAtHand], list[Phone]]:
    """Have people join and check in with `crowd(12, talk)`."""

    def gather(count: int, talk: TalkAtHand) -> list[Phone]:
        phones = []
        for number in range(count):
            background = BACKGROUNDS[number % len(BACKGROUNDS)]
            phone = new_phone().join(conference, f"Guest {number}", background)
            phone.put(f"{talk.path}/here")
            phones.append(phone)
        return phones

    return gather
