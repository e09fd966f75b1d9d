"""The checker itself: it finds what was lost, what nobody asked for, and what was refused."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask

from tests.faults.history import Ending, History, joined
from tests.support.phones import Phone


@pytest.fixture
def history(alice: Phone) -> History:
    """Give a true history: Alice joined, and once more had no answer."""
    history = History()
    for ending in (Ending.UNKNOWN, Ending.OK):
        history.invoke(joined(alice.person_id))
        history.end(joined(alice.person_id), ending)
    return history


def test_what_is_true_passes(app: Flask, history: History) -> None:
    history.invoke(joined(str(uuid.uuid4())))  # it may have happened, or not
    history.check(app, "autumn")


def test_what_was_acknowledged_must_be_there(app: Flask, history: History) -> None:
    effect = joined(str(uuid.uuid4()))
    history.invoke(effect)
    history.end(effect, Ending.OK)
    with pytest.raises(AssertionError, match="lost"):
        history.check(app, "autumn")


def test_what_is_there_somebody_must_have_asked_for(
    app: Flask, history: History, bob: Phone
) -> None:
    with pytest.raises(AssertionError, match="nobody asked for it"):
        history.check(app, "autumn")


def test_what_was_refused_must_not_be_there(app: Flask, history: History, bob: Phone) -> None:
    history.invoke(joined(bob.person_id))
    history.end(joined(bob.person_id), Ending.FAIL)
    with pytest.raises(AssertionError, match="refused, and happened"):
        history.check(app, "autumn")


def test_a_profile_may_not_be_of_a_version_that_nobody_wrote(
    app: Flask, history: History, alice: Phone
) -> None:
    alice.patch("/me", {"version": 1, "organisation": "No. 2"})
    with pytest.raises(AssertionError, match="nobody asked for it"):
        history.check(app, "autumn")
