"""One shape for every failure, whatever produced it, on both wires."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

import pytest
from flask import Flask, abort
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from werkzeug.test import TestResponse

from server.app import MOST_SENT
from server.errors import too_many
from server.realtime import admission
from tests.support.phones import ORIGIN, Phone

WRITE = {"Origin": ORIGIN, "Content-Type": "application/json"}
ME = "/api/v1/conferences/autumn/me"


def problem(answer: TestResponse, status: int, code: str) -> dict[str, Any]:
    """Return the problem of an answer, after a look at its shape."""
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    body: dict[str, Any] = answer.get_json()
    assert body["type"] == f"urn:happenstance:problem:{code}"
    assert (body["status"], body["code"]) == (status, code)
    assert set(body) - {"errors"} == {"type", "title", "status", "detail", "code", "params"}
    for texts in body.get("errors", {}).values():
        assert texts
        assert all(isinstance(text, str) for text in texts)
    return body


class TestAnUnreadableBody:
    @pytest.mark.parametrize(
        "body",
        [
            b"{",
            b"nonsense",
            b"\xff\xfe",
            b'{"version": NaN}',
            b'{"version": Infinity}',
            b'{"version": 1e999}',
            b'{"version": ' + b"1" * 5000 + b"}",
            b'{"version": 1, "name": "\\ud800"}',
            b"[" * 100_000,
            b'{"version":' * 2000 + b"1" + b"}" * 2000,
        ],
    )
    def test_is_a_bad_request(self, alice: Phone, body: bytes) -> None:
        answer = alice.client.patch(ME, data=body, headers=WRITE)
        assert problem(answer, 400, "bad-request")["errors"]

    @pytest.mark.parametrize("body", [b"[]", b"1", b'"text"', b"null", b"[" * 900 + b"]" * 900])
    def test_of_the_wrong_kind_is_invalid(self, alice: Phone, body: bytes) -> None:
        answer = alice.client.patch(ME, data=body, headers=WRITE)
        assert problem(answer, 422, "invalid")["errors"]


class TestAnInvalidBody:
    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("version", 2**63),
            ("version", 2**64),
            ("version", 10**30),
            ("version", -(2**63) - 1),
            ("version", 2**31),
            ("version", 1.5),
            ("version", "1"),
            ("version", None),
            ("version", [[[[[[[[1]]]]]]]]),
            ("years", 2**70),
            ("name", 7),
            ("name", {"first": "A"}),
            ("name", "\x00"),
            ("backgrounds", "agent"),
            ("backgrounds", [["agent"]]),
            ("backgrounds", ["agent\x00"]),
            ("languages", [None]),
            ("link", "https://a.example/\x00\x00"),
            ("nickname", "Al"),
            ("id", "7"),
        ],
    )
    def test_names_the_field(self, alice: Phone, field: str, value: object) -> None:
        answer = alice.client.patch(ME, json={"version": 1} | {field: value}, headers=WRITE)
        if field == "link":  # what nobody can see is taken out, and the rest is fine
            assert answer.get_json()["profile"]["link"] == "https://a.example/"
        else:
            errors = problem(answer, 422, "invalid")["errors"]
            assert {name.partition(".")[0] for name in errors} == {field}

    def test_speaks_to_people(self, alice: Phone) -> None:
        answer = alice.client.patch(ME, json={"name": "x" * 61, "zodiac": "cat"}, headers=WRITE)
        assert problem(answer, 422, "invalid")["errors"] == {
            "version": ["This is needed."],
            "name": ["At most 60 characters."],
            "zodiac": ["This is not asked for here."],
        }

    @pytest.mark.parametrize("value", ["\x00", "a\x00b", "x" * 61, "ünïcödé", ""])
    def test_cannot_reach_the_database_by_a_token(
        self, new_phone: Callable[[], Phone], value: str
    ) -> None:
        phone = new_phone()
        phone.send("GET", "/me")
        for path in ("/door", "/links/look", "/links/use"):
            problem(phone.send("POST", path, {"token": value}), 422, "invalid")


class TestRequestsThatMissTheMark:
    @pytest.mark.parametrize(
        "path",
        [
            "/api/v1/nothing",
            "/api/v1/conferences/autumn/nothing",
            "/api/v1/conferences/nowhere/me",
            "/api/v1/conferences/A%00B/me",
            "/api/v1/conferences/%F0%9F%98%80/me",
            f"/api/v1/conferences/{'x' * 300}/me",
            "/api/v1/conferences/autumn/people/not-a-uuid",
            "/api",
            "/api/",
            "/missing.js",
        ],
    )
    def test_find_nothing(self, alice: Phone, path: str) -> None:
        problem(alice.client.get(path), 404, "not-found")

    @pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
    def test_write_nowhere(self, alice: Phone, method: str) -> None:
        answer = alice.client.open("/api/v1/nothing", method=method, json={}, headers=WRITE)
        problem(answer, 404, "not-found")

    def test_say_which_methods_would_do(self, alice: Phone) -> None:
        answer = alice.client.post(ME, json={}, headers=WRITE)
        problem(answer, 405, "method-not-allowed")
        allowed = {method.strip() for method in answer.headers["Allow"].split(",")}
        assert allowed == {"GET", "HEAD", "OPTIONS", "PATCH", "DELETE"}

    def test_may_not_be_too_long(self, alice: Phone) -> None:
        answer = alice.client.patch(ME, data=b" " * (MOST_SENT + 1), headers=WRITE)
        problem(answer, 413, "too-large")

    def test_forbidden_and_absent_look_the_same(
        self, alice: Phone, mallory: Phone, organiser: Phone
    ) -> None:
        answers = [
            alice.send("GET", "/conferences/autumn/guests"),
            mallory.send("GET", "/conferences/autumn/guests"),
            mallory.send("GET", "/conferences/nowhere/guests"),
            mallory.send("GET", "/conferences/autumn/me"),
            organiser.send("GET", f"/conferences/autumn/people/{mallory.person_id}"),
        ]
        bodies = [problem(answer, 404, "not-found") for answer in answers]
        assert all(body == bodies[0] for body in bodies)

    def test_of_a_stranger_are_not_even_read(self, mallory: Phone) -> None:
        path = "/api/v1/conferences/autumn/me"
        problem(mallory.client.patch(path, data=b"{", headers=WRITE), 404, "not-found")


class TestOurOwnFailures:
    @pytest.fixture
    def raising(self, app: Flask) -> Callable[[Exception], None]:
        """Add a route that fails as told."""

        def add(failure: Exception) -> None:
            @app.get("/api/v1/failing")
            def failing() -> NoReturn:
                raise failure

        return add

    def test_are_admitted(
        self,
        app: Flask,
        raising: Callable[[Exception], None],
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        raising(LookupError("Wilhelmina"))
        app.testing = False
        body = problem(app.test_client().get("/api/v1/failing"), 500, "our-fault")
        assert "Wilhelmina" not in str(body)
        assert "/api/v1/failing" in caplog.text

    def test_are_not_hidden_from_tests(
        self, app: Flask, raising: Callable[[Exception], None]
    ) -> None:
        raising(LookupError("a bug"))
        with pytest.raises(LookupError, match="a bug"):
            app.test_client().get("/api/v1/failing")

    @pytest.mark.parametrize(
        "failure",
        [
            OperationalError("SELECT 1", {}, Exception("server closed the connection")),
            NoConnectionFree("QueuePool limit"),
        ],
    )
    def test_of_the_database_ask_for_patience(
        self, app: Flask, raising: Callable[[Exception], None], failure: Exception
    ) -> None:
        raising(failure)
        answer = app.test_client().get("/api/v1/failing")
        problem(answer, 503, "busy")
        assert answer.headers["Retry-After"] == "2"

    @pytest.mark.parametrize(("status", "code"), [(429, "too-many"), (418, "bad-request")])
    def test_of_the_framework_have_the_shape_too(self, app: Flask, status: int, code: str) -> None:
        @app.get("/api/v1/failing")
        def failing() -> NoReturn:
            abort(status)

        problem(app.test_client().get("/api/v1/failing"), status, code)


class TestOverTheSocket:
    @pytest.mark.parametrize(
        ("failure", "status", "code"),
        [
            (LookupError("Wilhelmina"), 500, "our-fault"),
            (OperationalError("SELECT 1", {}, Exception("gone")), 503, "busy"),
            (too_many(60), 429, "too-many"),
        ],
    )
    def test_a_phone_is_answered_whatever_happens(
        self,
        app: Flask,
        alice: Phone,
        monkeypatch: pytest.MonkeyPatch,
        failure: Exception,
        status: int,
        code: str,
    ) -> None:
        def fail(*_: object) -> None:
            raise failure

        socket = alice.listen()
        monkeypatch.setattr(admission, "check_doors", fail)
        app.testing = False
        body = alice.subscribe(socket, "feed")["problem"]
        assert (body["status"], body["code"]) == (status, code)
        assert "Wilhelmina" not in str(body)

    def test_a_refused_connection_says_why(self, app: Flask, alice: Phone) -> None:
        client = app.test_client()
        handshake = "/socket.io/?EIO=4&transport=polling"
        opened = client.get(handshake, headers={"Origin": ORIGIN}).text
        sid = opened.partition('"sid":"')[2].partition('"')[0]
        client.post(f"{handshake}&sid={sid}", data=b"40", headers={"Origin": ORIGIN})
        said = client.get(f"{handshake}&sid={sid}", headers={"Origin": ORIGIN}).text
        assert said.startswith('44{"message":"unknown-device","data":{"type":"urn:happenstance')


def test_an_address_that_can_be_none_is_not_found(alice: Phone) -> None:
    problem(alice.send("GET", "/conferences/au%00tumn/ban"), 404, "not-found")
    appeal = {"words": "Let me in."}
    problem(alice.send("PUT", "/conferences/au%00tumn/ban/appeal", appeal), 404, "not-found")
