"""A device is a random token in a cookie that no page can read."""

from __future__ import annotations

from http.cookies import SimpleCookie
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from server.database import reading
from server.extensions import db
from server.people.models import Device
from tests.support.phones import ORIGIN, Phone

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as Buffer


def test_the_first_answer_that_depends_on_the_device_brings_its_token(app: Flask) -> None:
    client = app.test_client()
    morsel = SimpleCookie(client.get("/api/v1/me").headers["Set-Cookie"])["happenstance"]
    assert len(morsel.value) == 43
    assert morsel["httponly"]
    assert morsel["samesite"] == "Lax"
    assert morsel["path"] == "/"
    assert not morsel["secure"]
    assert "Set-Cookie" not in client.get("/api/v1/me").headers


def test_a_page_in_a_frame_is_a_device_of_its_own_there(app: Flask) -> None:
    answer = app.test_client().get("/api/v1/me", headers={"X-Framed": "1"})
    cookie = answer.headers["Set-Cookie"]
    for said in ("Secure", "HttpOnly", "SameSite=None", "Partitioned", "Path=/"):
        assert said in cookie.split("; ")


@pytest.mark.parametrize("path", ["/readyz", "/api/v1/time", "/api/v1/openapi.json", "/api/v1/no"])
def test_what_is_the_same_for_all_never_replaces_a_token(app: Flask, path: str) -> None:
    assert "Set-Cookie" not in app.test_client().get(path).headers


@pytest.mark.parametrize("token", ["", "a", "x" * 42, "x" * 44, "x" * 42 + "!", "ü" * 43])
def test_a_token_that_is_none_of_ours_is_replaced(app: Flask, token: str) -> None:
    client = app.test_client()
    client.set_cookie("happenstance", token)
    assert "Set-Cookie" in client.get("/api/v1/me").headers


def test_the_database_holds_only_its_hash(app: Flask, alice: Phone) -> None:
    cookie = alice.client.get_cookie("happenstance")
    assert cookie is not None
    with app.app_context(), reading(db.session):
        (device,) = db.session.query(Device)
        assert cookie.value not in str(vars(device))
        assert len(device.token_hash) == 64


class SlowBody(BytesIO):
    """A body that notes, while it is read, whether a transaction waits for it."""

    waited = False

    def readinto(self, buffer: Buffer) -> int:
        self.waited |= db.session().in_transaction()
        return super().readinto(memoryview(buffer)[:5])


def test_a_body_has_arrived_before_its_transaction_begins(alice: Phone) -> None:
    body = SlowBody(b'{"version": 1, "name": "Alicia"}')
    headers = {"Origin": ORIGIN, "Content-Type": "application/json"}
    answer = alice.client.patch("/api/v1/conferences/autumn/me", input_stream=body, headers=headers)
    assert answer.get_json()["profile"]["name"] == "Alicia"
    assert not body.waited
