"""Every write is safe from foreign pages: which headers it takes, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from server.app import create_app
from server.config import Config
from server.extensions import db, socketio
from tests.support.phones import Phone

JSON = {"Content-Type": "application/json"}
OURS = "http://localhost"
PUBLIC = "https://happenstance.example"


@pytest.fixture
def public_app(database_url: str) -> Iterator[Flask]:
    """Give a server behind one proxy, which knows its public address."""
    app = create_app(
        Config(
            secret_key="test",
            database_url=database_url,
            public_url=PUBLIC,
            trusted_proxies=1,
            testing=True,
        )
    )
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def serve(database_url: str) -> Iterator[Callable[[str | None], Flask]]:
    """Serve at a public address, or at whichever is asked for, with no proxy that we know of."""
    apps = []

    def make(public_url: str | None) -> Flask:
        config = Config(
            secret_key="test", database_url=database_url, public_url=public_url, testing=True
        )
        apps.append(create_app(config))
        return apps[-1]

    yield make
    for app in apps:
        with app.app_context():
            db.engine.dispose()


@pytest.mark.parametrize(
    ("headers", "verdict"),
    [
        # Our own page says where it is.
        (JSON | {"Origin": OURS}, "wrong-code"),
        (JSON | {"Origin": OURS, "Sec-Fetch-Site": "same-origin"}, "wrong-code"),
        # A browser that sends no Origin says how near the page is.
        (JSON | {"Sec-Fetch-Site": "same-origin"}, "wrong-code"),
        # One that does not do that either says which page it was.
        (JSON | {"Referer": f"{OURS}/c/autumn"}, "wrong-code"),
        # A foreign page gives itself away by any of these.
        (JSON | {"Origin": "https://evil.example"}, "foreign-origin"),
        (JSON | {"Origin": "http://localhost.evil.example"}, "foreign-origin"),
        (JSON | {"Origin": "http://localhost:8001"}, "foreign-origin"),
        (JSON | {"Origin": "https://localhost"}, "foreign-origin"),
        (JSON | {"Origin": "null"}, "foreign-origin"),
        (JSON | {"Origin": ""}, "foreign-origin"),
        (JSON | {"Origin": "https://evil.example", "Referer": f"{OURS}/"}, "foreign-origin"),
        (JSON | {"Origin": "null", "Sec-Fetch-Site": "same-origin"}, "foreign-origin"),
        (JSON | {"Sec-Fetch-Site": "same-site"}, "foreign-origin"),
        (JSON | {"Sec-Fetch-Site": "cross-site"}, "foreign-origin"),
        (JSON | {"Sec-Fetch-Site": "none"}, "foreign-origin"),
        (JSON | {"Referer": "https://evil.example/http://localhost/"}, "foreign-origin"),
        # Nothing at all is foreign.
        (JSON, "foreign-origin"),
        # A plain form cannot send JSON, and nothing else is taken.
        ({"Origin": OURS}, "not-json"),
        ({"Origin": OURS, "Content-Type": "text/plain"}, "not-json"),
        ({"Origin": OURS, "Content-Type": "application/x-www-form-urlencoded"}, "not-json"),
        ({"Origin": OURS, "Content-Type": "multipart/form-data; boundary=x"}, "not-json"),
        ({"Origin": OURS, "Content-Type": "application/json; charset=utf-8"}, "wrong-code"),
    ],
)
def test_a_write_is_taken_from_our_own_pages_only(
    new_phone: Callable[[], Phone], headers: dict[str, str], verdict: str
) -> None:
    phone = new_phone()
    phone.send("GET", "/me")
    answer = phone.client.post("/api/v1/door", data=b'{"code": "WRONG"}', headers=headers)
    assert answer.get_json()["code"] == verdict


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_every_way_of_writing_is_guarded(alice: Phone, method: str) -> None:
    path = "/api/v1/conferences/autumn/me"
    answer = alice.client.open(path, method=method, json={"version": 1, "name": "Eve"})
    assert answer.get_json()["code"] == "foreign-origin"
    assert alice.get("/me")["profile"]["name"] == "Alice"


def test_reading_needs_no_origin(alice: Phone) -> None:
    assert alice.client.get("/api/v1/me").status_code == 200


@pytest.mark.parametrize(
    ("origin", "verdict"),
    [(PUBLIC, 401), ("https://venue.example", 401), ("http://happenstance.example", 403)],
)
def test_behind_a_proxy_the_public_address_and_the_one_asked_for_are_ours(
    public_app: Flask, origin: str, verdict: int
) -> None:
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "venue.example"}
    answer = public_app.test_client().post(
        "/api/v1/door", json={"code": "WRONG"}, headers=forwarded | {"Origin": origin}
    )
    assert answer.status_code == verdict
    if verdict == 401:
        cookie = answer.headers["Set-Cookie"]
        assert cookie.startswith("__Host-happenstance=")
        assert "Secure" in cookie
        assert "Strict-Transport-Security" in answer.headers


@pytest.mark.parametrize(
    ("public", "asked", "secure"),
    [
        (PUBLIC, "http://localhost", True),  # by a proxy that sends no X-Forwarded headers
        ("http://happenstance.example", "http://localhost", False),
        ("http://happenstance.example", "https://localhost", False),
        (None, "http://localhost", False),
        (None, "https://localhost", True),
    ],
)
def test_the_cookie_is_as_safe_as_the_address_that_phones_reach_us_by(
    serve: Callable[[str | None], Flask], public: str | None, asked: str, *, secure: bool
) -> None:
    client = serve(public).test_client()
    answer = client.get("/api/v1/me", base_url=asked)
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-happenstance=" if secure else "happenstance=")
    assert ("Secure" in cookie) is secure
    assert ("Strict-Transport-Security" in answer.headers) is secure
    headers = {"Cookie": cookie.partition(";")[0]}
    assert "Set-Cookie" not in client.get("/api/v1/me", base_url=asked, headers=headers).headers


def test_the_socket_knows_that_cookie_too(serve: Callable[[str | None], Flask]) -> None:
    app = serve(PUBLIC)
    cookie = app.test_client().get("/api/v1/me").headers["Set-Cookie"].partition(";")[0]
    for given, known in ((cookie, True), (cookie.removeprefix("__Host-"), False)):
        headers = {"Cookie": given, "Origin": PUBLIC}
        socket = socketio.test_client(app, headers=headers)
        assert socket.is_connected() is known


@pytest.mark.parametrize(
    ("origin", "verdict"),
    [(PUBLIC, 200), ("https://venue.example", 200), ("http://venue.example", 400)],
)
def test_the_sockets_handshake_passes_the_proxy_too(
    public_app: Flask, origin: str, verdict: int
) -> None:
    answer = public_app.test_client().get(
        "/socket.io/?EIO=4&transport=polling",
        headers={
            "X-Forwarded-Proto": "https",
            "X-Forwarded-Host": "venue.example",
            "Origin": origin,
        },
    )
    assert answer.status_code == verdict
