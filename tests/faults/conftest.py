"""How long faults go on, and a conference where stories are seen as soon as they are told."""

from __future__ import annotations

import os

import pytest
from flask import Flask

from server.conferences.domain import Publishing
from server.conferences.models import Conference
from server.database import writing
from server.extensions import db
from tests.support.factories import make_conference


@pytest.fixture
def kills() -> int:
    """Say how often something is killed: `make test-faults-long` says five times as often."""
    return int(os.environ.get("FAULT_KILLS", "50"))


@pytest.fixture
def conference(app: Flask) -> Conference:
    """Give a conference where nobody waits for an organiser."""
    row = make_conference(app, "autumn", "Autumn Forum")
    with app.app_context(), writing(db.session):
        db.session.get_one(Conference, row.slug).publishing = Publishing.AT_ONCE
    return row
