"""The app with doors that fail while they hold what is personal."""

from __future__ import annotations

import uuid
from typing import NoReturn

import gevent
from flask import request

from server.database import writing
from server.extensions import db
from server.people.models import Person
from wsgi import app

__all__ = ["app"]


def fail(quoted: str) -> NoReturn:
    """Fail, with this in the message."""
    raise LookupError(f"{quoted} is nowhere") from ValueError(quoted)


@app.put("/api/v1/failing")
def failing() -> NoReturn:
    """Fail in a request."""
    fail(request.get_data(as_text=True))


@app.put("/api/v1/failing/beside")
def failing_beside() -> dict[str, str]:
    """Fail in a greenlet beside it."""
    gevent.spawn(fail, request.get_data(as_text=True)).join()
    return {}


@app.put("/api/v1/failing/twice/<uuid:person_id>")
def twice(person_id: uuid.UUID) -> NoReturn:
    """Fail in the database: there is such a person already."""
    with writing(db.session):
        here = db.session.get_one(Person, person_id)
        db.session.expunge(here)
        db.session.add(Person(id=person_id, conference=here.conference, name=here.name))
    raise AssertionError
