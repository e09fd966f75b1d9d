"""What the server says of itself holds nothing personal."""

from __future__ import annotations

import io
import logging
import uuid
from collections.abc import Callable, Iterator
from typing import NoReturn

import pytest
from flask import Flask

from server import logs
from server.conferences.models import Conference
from server.database import writing
from server.extensions import db
from server.people.models import Person
from tests.support.phones import Phone

NewPhone = Callable[[], Phone]
CANARY = "Wilhelmina"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Set the logs up as a server does, at their most talkative, and catch what they write."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    quiet = {name: logging.getLogger(name).level for name in logs.TALKATIVE}
    logs.set_up("INFO")
    stream = io.StringIO()
    (handler,) = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)
    for name, was in quiet.items():
        logging.getLogger(name).setLevel(was)


def test_a_request_is_told_by_its_route(written: io.StringIO, alice: Phone) -> None:
    written.truncate(0)
    alice.get("/me")
    alice.send("GET", f"/conferences/autumn/people/{alice.person_id}")
    alice.send("GET", "/nothing")
    lines = [line.split() for line in written.getvalue().strip("\x00").splitlines()]
    assert [" ".join(words[4:-2]) for words in lines] == [
        "GET /api/v1/conferences/<slug>/me 200",
        "GET /api/v1/conferences/<slug>/people/<uuid:person_id> 200",
        "GET (no route) 404",
    ]


@pytest.fixture
def breaking(app: Flask) -> Flask:
    """Give a server with two routes that fail while they handle what is personal."""

    @app.get("/api/v1/failing")
    def failing() -> NoReturn:
        raise LookupError(f"{CANARY} is nowhere") from ValueError(CANARY)

    @app.get("/api/v1/overfull")
    def overfull() -> NoReturn:
        with writing(db.session):
            here = db.session.query(Person).filter_by(name=CANARY).one()
            db.session.add(Person(id=uuid.uuid4(), conference=here.conference, name=CANARY))
        raise AssertionError

    return app


def test_no_name_id_token_or_address_is_written(
    written: io.StringIO,
    breaking: Flask,
    new_phone: NewPhone,
    organiser: Phone,
    conference: Conference,
) -> None:
    phone = new_phone().join(conference, CANARY, organisation=CANARY)
    socket = phone.listen("feed", f"person:{phone.person_id}")
    phone.patch("/me", {"version": 2, "link": f"https://{CANARY}.example"})
    organiser.get("/guests", query_string={"find": CANARY})
    link = organiser.post(f"/guests/{phone.person_id}/link")["link"]
    token = link.partition("#")[2]
    code = phone.get("/me/recovery")["code"]
    phone.send("POST", "/links/use", {"token": token})
    phone.send("POST", "/recovery", {"code": code})
    phone.refused("PATCH", "/me", {"version": 1, CANARY: CANARY})
    phone.send("GET", f"/{CANARY}")
    breaking.testing = False
    assert phone.send("GET", "/failing").status_code == 500
    assert phone.send("GET", "/overfull").status_code == 500
    socket.emit("subscribe", {"conference": CANARY, "stream": CANARY}, callback=True)

    text = written.getvalue()
    cookie = phone.client.get_cookie("happenstance")
    assert cookie is not None
    secrets = [CANARY, phone.person_id, token, code, cookie.value, "127.0.0.1", conference.code]
    secrets += [uuid.UUID(phone.person_id).hex, conference.token, conference.slug]
    assert [secret for secret in secrets if secret.casefold() in text.casefold()] == []
    assert "ERROR server.errors: unexpected error in /api/v1/failing" in text
    assert "  LookupError, from ValueError" in text
    assert "  IntegrityError, from " in text
    assert "test_logs.py:" in text


def test_at_the_usual_level_nothing_is_written_of_what_went_well(alice: Phone) -> None:
    assert not logs.log.isEnabledFor(logging.INFO)
