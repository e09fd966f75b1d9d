"""What tests make without asking a phone."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from server import clock
from server.conferences.actions import create_conference
from server.conferences.models import Conference
from server.database import writing
from server.extensions import db


def make_conference(app: Flask, slug: str, name: str) -> Conference:
    """Make a conference that opens today; return it as it is now, once and for all."""
    today = clock.now().date()
    with app.app_context():
        with writing(db.session):
            row = create_conference(
                slug,
                name=name,
                run_by="The Guild",
                starts_on=today,
                ends_on=today + timedelta(days=1),
                zone="Europe/London",
            )
        db.session.refresh(row)
        db.session.expunge(row)
        return row
