"""The stage, empty but for those who look on."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator

import numpy.random  # noqa: F401  (it takes from chance when it is first imported)
import pytest
from flask import Flask

from server.web.rights import Role
from tests.scenes.stage import Stage, counted
from tests.scenes.stores import ORGANISERS, SCREENS
from tests.screen.showing import show_on
from tests.support.clocks import StoppedClock
from tests.support.factories import make_conference
from tests.support.phones import Phone


@pytest.fixture
def counted_chance(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have ids and codes counted, so that one recording after another is the same.

    database_url: made before that, since databases have names by chance, too.
    """
    chance = counted()
    monkeypatch.setattr(os, "urandom", chance)
    monkeypatch.setattr(random, "_urandom", chance)


@pytest.fixture
def stage(
    counted_chance: None,
    app: Flask,
    stopped_clock: StoppedClock,
    promote: Callable[[Phone, Role], Phone],
) -> Iterator[Stage]:
    """Give a stage: Alice, Bob and Olga, who organises, look on, and a screen hangs in the hall.

    Mallory is elsewhere and must hear nothing.
    """
    stage = Stage(app, make_conference(app, "autumn", "Autumn Forum"), stopped_clock)
    stage.watch("olga", promote(stage.person("Olga", "hr"), Role.ORGANISER), ORGANISERS)
    stage.watch("alice", stage.person("Alice", "agent"))
    stage.watch("bob", stage.person("Bob", "finance"))
    stage.watch("wall", show_on(stage.phone(), stage.of("olga")), SCREENS)
    mallory = Phone(app).join(make_conference(app, "spring", "Spring Forum"), "Mallory", "sales")
    stage.stranger(mallory)
    yield stage
    mallory.close()
    stage.close()
