"""Every action is played, and what the phones of some people then see and hear is recorded."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.scenes import matching, organising, stories, tables
from tests.scenes.recording import compare, recorded_actions
from tests.scenes.stage import Stage, name_of

PLAYS = (
    matching.suggesting,
    matching.blocking,
    matching.meeting_now,
    matching.meeting_later,
    matching.being_open,
    stories.telling_stories,
    stories.telling_twice,
    stories.reporting_stories,
    stories.noticing,
    organising.coming_in,
    organising.looking_after,
    organising.running,
    tables.conducting,
    tables.at_a_table,
    tables.by_hand,
    tables.open_tables,
    tables.own_decks,
)
COMMANDS = {"PUT", "POST", "PATCH", "DELETE"}

# What has no scene, each with the reason. Nothing else may be without one.
NONE_NEEDED = {
    "POST network/trials": "connects simulated phones to a real server, which no real phone shows",
    "due demo.greet": "an invented person waves, by the action that everybody waves by",
    "due demo.answer": "an invented person agrees to meet, by the action that everybody agrees by",
    "due tables.meetings": "goes on with what a talk's step does at once in a room of this size",
    "due tables.clearing": "goes on with what a talk's step does at once in a room of this size",
}


@pytest.mark.parametrize("play", PLAYS, ids=lambda play: play.__name__)
def test_a_play_is_as_recorded(play: Callable[[Stage], None], stage: Stage) -> None:
    play(stage)
    compare(play.__name__, stage.recorded())


def test_every_action_has_a_scene(app: Flask) -> None:
    commands = {
        name_of(method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & COMMANDS
    }
    due = {f"due {kind}" for kind in app.extensions["happenstance-due"]}
    missing = (commands | due) - recorded_actions() - NONE_NEEDED.keys()
    assert not missing, f"no scene in tests/scenes shows what these do: {sorted(missing)}"
    assert NONE_NEEDED.keys() <= commands | due, "what is no more needs no reason"
