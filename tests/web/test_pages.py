"""Serving the phone's half from the same process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.app import create_app
from server.config import Config
from server.extensions import db


@pytest.fixture
def client(database_url: str, tmp_path: Path) -> Iterator[FlaskClient]:
    """Give a browser before a server with a small built PWA, and a file beside it."""
    (tmp_path / "secret.txt").write_text("secret")
    built = tmp_path / "dist"
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_text("<title>Happenstance</title>")
    (built / "sw.js").write_text("self.skipWaiting")
    (built / "assets" / "app-4f2a.js").write_text("export {}")
    app = create_app(
        Config(secret_key="test", database_url=database_url, static_folder=built, testing=True)
    )
    yield app.test_client()
    with app.app_context():
        db.engine.dispose()


def text(client: FlaskClient, path: str) -> tuple[int, str, str | None]:
    """Return status, text and caching of what is at `path`."""
    with client.get(path, buffered=True) as answer:
        kept = answer.headers.get("Cache-Control")
        return answer.status_code, answer.get_data(as_text=True), kept


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/index.html",
        "/j",
        "/c/autumn/enter",
        "/c/autumn/talk/0193/",
        "/a" * 500,
        "/" + "a" * 3000,
        "/apis",
        "/%F0%9F%98%80",
    ],
)
def test_every_page_is_the_app_and_always_asked_for_anew(client: FlaskClient, path: str) -> None:
    assert text(client, path) == (200, "<title>Happenstance</title>", "no-cache")


def test_a_hashed_file_is_kept_and_the_service_worker_is_not(client: FlaskClient) -> None:
    kept = "public, max-age=31536000, immutable"
    assert text(client, "/assets/app-4f2a.js") == (200, "export {}", kept)
    assert text(client, "/sw.js") == (200, "self.skipWaiting", "no-cache")


@pytest.mark.parametrize(
    "path",
    [
        "/missing.js",
        "/assets/app-0000.js",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/assets/../../secret.txt",
        "/..%2fsecret.txt",
        "/a.b%00c",
        "/api/v1/index.html",
    ],
)
def test_what_is_missing_is_not_found_and_nothing_leaks(client: FlaskClient, path: str) -> None:
    status, body, _ = text(client, path)
    assert status == 404
    assert "secret" not in body


@pytest.mark.parametrize("path", ["/", "/assets/app-4f2a.js", "/api/v1/me", "/missing.js"])
def test_every_answer_is_guarded(client: FlaskClient, path: str) -> None:
    with client.get(path, buffered=True) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "Strict-Transport-Security" not in answer.headers


def test_the_api_is_kept_by_nobody(client: FlaskClient) -> None:
    assert text(client, "/api/v1/me")[2] == "private, no-store"


@pytest.mark.parametrize(
    ("path", "ancestors"),
    [
        ("/c/autumn/screen", "*"),
        ("/c/autumn/enter", "*"),
        ("/", "'none'"),
        ("/j", "'none'"),
        ("/index.html", "'none'"),
        ("/c/autumn", "'none'"),
        ("/c/autumn/screens", "'none'"),
        ("/c/autumn/screen/review", "'none'"),
        ("/c/autumn/review/screen", "'none'"),
        ("/c//screen", "'none'"),
        ("/healthz", "'none'"),
        ("/api/v1/time", "'none'"),
    ],
)
def test_only_the_screen_and_its_door_may_stand_in_slides(
    client: FlaskClient, path: str, ancestors: str
) -> None:
    with client.get(path, buffered=True) as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert policy.endswith(f"; frame-ancestors {ancestors}")
    assert "default-src 'self'; " in policy
