"""A real server, a real browser, and phones held in it."""

from __future__ import annotations

import shutil
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect, sync_playwright

from server.app import create_app
from server.conferences.actions import create_conference
from server.conferences.domain import new_token
from server.conferences.models import Conference
from server.config import Config
from server.database import writing
from server.extensions import db
from server.people.domain import LinkKind
from server.people.links import make_link
from server.web.rights import Role
from tests.e2e.devices import PATIENCE, Hold, LinkFor
from tests.support.servers import Begin, Server, serving

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Give Debian's Chromium, the slim one if it is there, or Playwright's own."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as play:
        path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        browser = play.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def served(database_url: str, tmp_path: Path, begin: Begin) -> Iterator[Server]:
    """Give a real server of a fresh database."""
    with serving(database_url, tmp_path, begin=begin) as server:
        yield server
        server.kill()  # which is sooner than it would end by itself


@pytest.fixture
def beside(database_url: str, served: Server) -> Iterator[Flask]:
    """Give an app on the same database, as the operator's command line is."""
    app = create_app(Config(secret_key="operator", database_url=database_url, testing=True))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def forum(beside: Flask) -> Conference:
    """Give a conference that began today."""
    today = datetime.now(UTC).date()
    with writing(db.session):
        row = create_conference(
            "forum",
            name="Autumn Forum",
            run_by="The Guild",
            starts_on=today,
            ends_on=today,
            zone="Europe/London",
        )
    db.session.refresh(row)
    db.session.expunge(row)
    return row


@pytest.fixture
def link_for(beside: Flask, served: Server, forum: Conference) -> LinkFor:
    """Make links as the operator does: `link_for(LinkKind.ROLE, Role.HOST)`."""

    def make(kind: LinkKind, role: Role = Role.ATTENDEE) -> str:
        token = new_token()
        with writing(db.session):
            make_link(forum.slug, kind, token, role=role)
        return f"{served.url}/c/{forum.slug}/enter#{token}"

    return make


@pytest.fixture
def hold(chromium: Browser, served: Server) -> Iterator[Hold]:
    """Give devices to hold; they are put down before the server ends, which would wait for them."""
    hands = Hold(chromium)
    yield hands
    hands.put_down()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """When a test fails, keep a picture of every device and say where they are."""
    report = yield
    known: dict[str, Any] = getattr(item, "funcargs", {})
    if report.failed and call.when != "teardown" and "hold" in known:
        folder = known["tmp_path"]
        known["hold"].photograph(folder)
        report.sections.append(("Pictures of every device, and the server's log", str(folder)))
    return report
