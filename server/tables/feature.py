"""Everything that the app needs to know of talks and tables."""

from __future__ import annotations

import uuid

from flask import Flask

from server.conferences.ending import when_ending
from server.database import writing as in_transaction
from server.extensions import api, db
from server.moderation.reports import Reportable, report_subjects
from server.moderation.subjects import SubjectKind, review_subjects
from server.people.blocking import when_sight_changes
from server.people.changing import when_person_changes
from server.people.choosing_openness import when_openness_changes
from server.people.leaving import when_leaving
from server.people.silencing import when_banned
from server.realtime.doors import guard_stream, guard_streams_together
from server.realtime.forgetting import keep_forgetting
from server.realtime.missed import send_what_was_missed
from server.stories.elsewhere import read_elsewhere
from server.stories.following import when_story_changes
from server.tables import actions, doors, following, queries
from server.tables.api import blueprint
from server.tables.at_table import seen, takeaways, taking_away, writing, written
from server.tables.at_table.api import blueprint as at_table
from server.tables.cards.api import blueprint as decks
from server.tables.cards.decks import decks as our_decks
from server.tables.cards.story_cards import lies_before
from server.tables.conductor import clearing, meetings, winding
from server.tables.conductor.api import blueprint as conductor
from server.tables.desk import commands
from server.tables.hall.access_api import blueprint as access
from server.tables.hall.api import blueprint as hall
from server.tables.kept import KeptTalks
from server.tables.missed import talks_missed
from server.tables.open import tables as open_tables
from server.tables.open.api import blueprint as open_at
from server.tables.open.seats import close_table
from server.tables.room import checking_in
from server.tables.room.api import blueprint as room
from server.tables.rounds import planning
from server.work.due import handle_due
from server.work.timekeeping import when_time_is_set


def init_app(app: Flask) -> None:
    """Register routes, the streams of talks and tables, and what falls due in a talk."""
    api.register_blueprint(blueprint)
    api.register_blueprint(conductor)
    api.register_blueprint(at_table)
    api.register_blueprint(room)
    api.register_blueprint(decks)
    api.register_blueprint(hall)
    api.register_blueprint(open_at)
    api.register_blueprint(access)
    app.extensions["happenstance-talks"] = talks = KeptTalks()
    keep_forgetting(app, talks)
    send_what_was_missed(app, "talk", talks_missed)
    guard_stream(app, "talks", doors.door_to_list)
    guard_stream(app, "talk-hosts", doors.door_to_hosts)
    guard_stream(app, "open-tables", open_tables.door_to_list)
    guard_streams_together(app, "talk", doors.doors_to_talks)
    guard_streams_together(app, "table", doors.doors_to_tables)
    handle_due(app, winding.SEATING, planning.seat_when_due, takes_long=True)
    handle_due(app, winding.BOUNDARY, planning.pass_boundary_when_due)
    handle_due(app, meetings.MEETINGS, meetings.remember_when_due, takes_long=True)
    handle_due(app, clearing.CLEARING, clearing.clear_when_due, takes_long=True)
    handle_due(app, checking_in.COUNT, planning.tell_count_when_due)
    when_time_is_set(app, planning.stand_still_when_time_is_set)
    handle_due(app, written.FORGET_WRITTEN, _forget_written)
    handle_due(app, open_tables.CLOSE, _close_table)
    report_subjects(
        app,
        written.SUBJECT,
        Reportable(seen=seen.answer, hide=writing.hide, at_once=True),
    )
    handle_due(app, takeaways.COLLECT, _collect_takeaways)
    review_subjects(
        app,
        takeaways.SUBJECT,
        SubjectKind(
            show=takeaways.shown_in_review,
            standing=takeaways.standing,
            settle=taking_away.settle,
        ),
    )
    report_subjects(app, takeaways.SUBJECT, Reportable(seen=seen.takeaway, hide=taking_away.hide))
    read_elsewhere(app, lies_before)
    when_leaving(app, checking_in.forget)
    when_banned(app, checking_in.step_out)
    when_ending(app, actions.end_all)
    when_story_changes(app, following.follow_story)
    when_person_changes(app, following.follow_person)
    when_openness_changes(app, following.follow_openness)
    when_sight_changes(app, open_tables.follow_sight)
    commands.init_app(app)
    our_decks()  # read now, so that no phone waits for it


def _forget_written(conference: str, key: str) -> None:
    with in_transaction(db.session):
        writing.forget(queries.talk(conference, uuid.UUID(key), lock=True))


def _close_table(conference: str, key: str) -> None:
    with in_transaction(db.session):
        close_table(open_tables.open_table(conference, uuid.UUID(key)))


def _collect_takeaways(conference: str, key: str) -> None:
    with in_transaction(db.session):
        taking_away.collect(queries.talk(conference, uuid.UUID(key), lock=True))
