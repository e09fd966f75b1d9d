"""What the server says of itself holds nothing personal."""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NoReturn

import pytest
from flask import Flask

from server import logs
from server.conferences.models import Conference
from server.config import ROOT
from server.database import writing
from server.extensions import db
from server.people.models import Person
from tests.support.phones import Phone

NewPhone = Callable[[], Phone]
CANARY = "Wilhelmina"


@pytest.fixture
def written(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """Set the logs up as a server does, at their most talkative, and catch what they write."""
    root, ours = logging.getLogger(), logging.getLogger("server")
    before, levels, raising = root.handlers[:], (root.level, ours.level), logging.raiseExceptions
    logs.set_up("DEBUG", getattr(request, "param", "text"))
    stream = io.StringIO()
    (handler,) = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    yield stream
    root.handlers[:] = before
    for logger, level in zip((root, ours), levels, strict=True):
        logger.setLevel(level)
    logging.raiseExceptions = raising
    logging.captureWarnings(capture=False)


@pytest.fixture
def lines(written: io.StringIO) -> Callable[[], list[dict[str, Any]]]:
    """Read what was written as JSON."""
    return lambda: [json.loads(line) for line in written.getvalue().strip("\x00").splitlines()]


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


@pytest.mark.parametrize("written", ["json"], indirect=True)
def test_programs_are_told_an_object_a_line(
    written: io.StringIO, lines: Callable[[], list[dict[str, Any]]], breaking: Flask, alice: Phone
) -> None:
    written.truncate(0)
    alice.get("/me")
    breaking.testing = False
    alice.send("GET", "/failing")
    well, failed, answered = lines()
    assert well | {"ms": 0, "said": "", "at": ""} == {
        "at": "",
        "level": "INFO",
        "logger": "server.logs",
        "said": "",
        "method": "GET",
        "route": "/api/v1/conferences/<slug>/me",
        "status": 200,
        "ms": 0,
    }
    assert datetime.fromisoformat(well["at"]).tzinfo is not None
    assert well["ms"] > 0
    assert (failed["level"], answered["status"]) == ("ERROR", 500)
    assert failed["exception"][-1] == "  LookupError, from ValueError"


@pytest.mark.parametrize(
    ("template", "values", "told"),
    [
        ("%s was here", (CANARY,), "%s was here (test_logs.py:"),
        (f"{CANARY} was here", (), "something was said (test_logs.py:"),
    ],
)
def test_a_library_is_quoted_without_what_it_quotes(
    written: io.StringIO, template: str, values: tuple[str, ...], told: str
) -> None:
    library = logging.getLogger("somebody.elses")
    library.warning(template, *values)
    library.info(template, *values)
    assert written.getvalue().count("WARNING somebody.elses: " + told) == 1
    assert CANARY not in written.getvalue()


def test_a_line_of_ours_that_cannot_be_written_is_not_quoted_either(
    written: io.StringIO, capfd: pytest.CaptureFixture[str]
) -> None:
    logs.log.warning("%d were here", CANARY)
    assert CANARY not in written.getvalue() + "".join(capfd.readouterr())


TAKEN_OVER = f"""
from gevent import monkey
monkey.patch_all()
import gevent, threading
from server import logs
logs.set_up("DEBUG")
logs.take_over()

def fail(name):
    raise ValueError(name)

gevent.spawn(fail, "{CANARY}").join()
thread = threading.Thread(target=fail, args=["{CANARY}"])
thread.start()
thread.join()
fail("{CANARY}")
"""


def test_nothing_is_printed_past_the_logs() -> None:
    done = subprocess.run(
        [sys.executable, "-c", TAKEN_OVER],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert CANARY not in done.stdout + done.stderr
    assert done.stderr.count("  ValueError") == 3
    assert done.stderr.count("in fail") == 3
    assert "ERROR server.logs: a greenlet failed" in done.stderr


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
