"""Everything that the app needs to know of matching."""

from __future__ import annotations

import uuid

from flask import Flask

from server.conferences.ending import when_ending
from server.database import writing
from server.extensions import api, db
from server.matching import actions, contacts
from server.matching.api import blueprint
from server.matching.desk import commands
from server.matching.figures.api import blueprint as meeting_figures
from server.matching.free import actions as free_now
from server.matching.free.api import blueprint as free_now_api
from server.matching.later import actions as meet_later
from server.matching.later.api import blueprint as meeting_later
from server.matching.lists import actions as lists
from server.matching.lists.renewing import renew_when_due
from server.matching.meet_now import actions as meet_now
from server.matching.meet_now import parting as meet_now_parting
from server.matching.meet_now.api import blueprint as meeting_now
from server.people.blocking import when_blocking, when_sight_changes
from server.people.changing import when_hidden_or_shown, when_people_change
from server.people.choosing_openness import when_openness_changes
from server.people.leaving import when_leaving
from server.people.models import Person
from server.people.tying import when_met, when_ties_change
from server.stories.following import when_story_changes
from server.stories.models import Story
from server.work.due import handle_due


def init_app(app: Flask) -> None:
    """Register routes, what expires by itself, and what goes with a leaver or a block."""
    api.register_blueprint(blueprint)
    api.register_blueprint(meeting_now)
    api.register_blueprint(meeting_later)
    api.register_blueprint(meeting_figures)
    api.register_blueprint(free_now_api)
    handle_due(app, actions.EXPIRY, _expire)
    handle_due(app, meet_now.NEXT_STEP, _take_next_step)
    handle_due(app, free_now.OVER, _end_being_free)
    handle_due(app, lists.RENEWAL, renew_when_due, takes_long=True)
    when_people_change(app, lists.renew_soon)
    when_ties_change(app, lists.renew_soon)
    when_story_changes(app, _follow_story)
    when_leaving(app, actions.forget)
    when_leaving(app, lists.forget)
    when_leaving(app, meet_now_parting.forget)
    when_leaving(app, meet_later.forget)
    when_hidden_or_shown(app, meet_now_parting.call_off)
    when_hidden_or_shown(app, _follow_person)
    when_hidden_or_shown(app, contacts.follow_shown)
    when_met(app, contacts.follow_met)
    when_ending(app, meet_now_parting.finish)
    when_blocking(app, actions.part)
    when_blocking(app, lists.part)
    when_openness_changes(app, actions.hand_over)
    when_openness_changes(app, _follow_person)
    when_leaving(app, free_now.forget)
    when_hidden_or_shown(app, free_now.follow_hidden)
    when_openness_changes(app, free_now.follow_openness)
    when_ending(app, free_now.finish)
    when_sight_changes(app, free_now.follow_sight)
    commands.init_app(app)


def _follow_story(story: Story, *, shown: bool) -> None:
    if shown:
        lists.renew_soon(story.conference)


def _follow_person(person: Person) -> None:
    lists.renew_soon(person.conference)


def _expire(conference: str, key: str) -> None:
    with writing(db.session):
        actions.expire(conference, key)


def _take_next_step(_conference: str, key: str) -> None:
    with writing(db.session):
        meet_now.take_next_step(uuid.UUID(key))


def _end_being_free(conference: str, key: str) -> None:
    with writing(db.session):
        free_now.end_when_over(conference, uuid.UUID(key))
