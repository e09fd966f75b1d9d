"""Suggestions as they are once everything that has happened has been looked through."""

from __future__ import annotations

from flask import Flask

from server.database import writing
from server.extensions import db
from server.matching.lists.actions import RENEWAL
from server.matching.lists.renewing import renew_when_due
from server.work.due import cancel
from tests.support.phones import Phone


def planned(app: Flask, conference: str) -> None:
    """Have the lists of a conference looked through now, rather than in a moment."""
    with app.app_context():
        renew_when_due(conference, conference)
        with writing(db.session):
            cancel(conference, RENEWAL, conference)


def after_a_moment(phone: Phone) -> Phone:
    """Return the phone, once people have been looked for for everybody."""
    planned(phone.app, phone.conference)
    return phone
