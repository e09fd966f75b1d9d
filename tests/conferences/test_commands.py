"""What the operator of the server types."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from server.conferences.models import Conference
from server.config import ROOT
from server.people import commands
from tests.people.test_links import look, tap
from tests.support.phones import Phone

NewPhone = Callable[[], Phone]
Run = Callable[..., Result]
CREATE = ("conference", "create", "winter", "--name", "Winter Forum", "--run-by", "The Guild")


@pytest.fixture
def run(app: Flask) -> Run:
    """Type a `flask` command."""

    def typed(*arguments: str) -> Result:
        return app.test_cli_runner().invoke(args=list(arguments))

    return typed


def stranger(new_phone: NewPhone) -> Phone:
    """Make a phone that is nobody yet, and has its token."""
    phone = new_phone()
    phone.send("GET", "/me")
    return phone


def test_creating_a_conference_prints_the_first_organisers_link(
    run: Run, new_phone: NewPhone
) -> None:
    done = run(*CREATE, "--starts", "2026-11-30", "--ends", "2026-12-02", "--language", "nn")
    assert done.exit_code == 0, done.output
    assert "deleted on 2026-12-16" in done.output
    (token,) = re.findall(r"http://localhost:8000/c/winter/enter#(\S+)", done.output)
    used = tap(stranger(new_phone), token, name="Orla")
    assert (used["slug"], used["role"]) == ("winter", "organiser")
    (code,) = re.findall(r"Join code +(\w+)", done.output)
    door: Any = stranger(new_phone).send("POST", "/door", {"code": code}).get_json()
    assert (door["name"], door["languages"]) == ("Winter Forum", ["nn"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--zone", "Mars/Olympus"), "zone: There is no such time zone."),
        (("--starts", "soon"), "starts_on: This is not a day: it looks like 2026-11-22."),
        (("--starts", "2026-12-02", "--ends", "2026-12-01"), "before the first day"),
        (("--starts", "2020-01-01"), "would be deleted at once"),
        (("--language", "english!"), "languages"),
        (("--name", ""), "name: This is needed."),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    run: Run, arguments: tuple[str, ...], said: str
) -> None:
    done = run(*CREATE, *arguments)
    assert done.exit_code == 1
    assert said in done.output
    assert "Traceback" not in done.output
    assert "winter" not in run("conference", "list").output


@pytest.mark.parametrize("slug", ["Winter", "win ter", "-winter", "a--b", "x" * 61, "winter/x"])
def test_a_slug_is_fit_for_an_address(run: Run, slug: str) -> None:
    done = run("conference", "create", "--name", "W", "--run-by", "G", "--", slug)
    assert done.exit_code == 1
    assert "cannot be an address" in done.output


def test_a_slug_is_taken_once(run: Run, conference: Conference) -> None:
    done = run("conference", "create", "autumn", "--name", "A", "--run-by", "G")
    assert "There is already a conference called autumn." in done.output


def test_conferences_are_listed_and_deleted(
    run: Run, conference: Conference, elsewhere: Conference
) -> None:
    listed = run("conference", "list").output.splitlines()
    assert [line.split("  ")[0] for line in listed] == ["autumn", "spring"]
    assert run("conference", "delete", "autumn", "--yes").exit_code == 0
    assert run("conference", "list").output.splitlines() == listed[1:]
    again = run("conference", "delete", "autumn", "--yes")
    assert again.exit_code == 1
    assert "no such conference" in again.output


def test_the_links_open_what_they_say(
    run: Run, conference: Conference, new_phone: NewPhone
) -> None:
    done = run("links", "--port", "8123", "--slug", "autumn")
    assert done.exit_code == 0
    found = dict(re.findall(r"(\w+) +http://localhost:8123/\S*#(\S+)", done.output))
    assert set(found) == {"attendee", "host", "organiser", "screen"}
    phone = stranger(new_phone)
    door = phone.send("POST", "/door", {"token": found["attendee"]}).get_json()
    assert door["slug"] == "autumn"
    assert look(phone, found["host"])["role"] == "host"
    assert look(phone, found["organiser"])["role"] == "organiser"
    assert look(phone, found["screen"])["kind"] == "screen"
    assert "█" in done.output or "▄" in done.output
    assert run("links", "--slug", "nowhere").exit_code == 1


@pytest.mark.parametrize(
    ("host", "here", "hall"),
    [
        ("0.0.0.0", "http://localhost:8123", "http://192.0.2.7:8123"),  # noqa: S104
        ("[::]", "http://localhost:8123", "http://192.0.2.7:8123"),
        ("192.0.2.9", "http://192.0.2.9:8123", "http://192.0.2.9:8123"),
        ("[2001:db8::9]", "http://[2001:db8::9]:8123", "http://[2001:db8::9]:8123"),
        ("laptop.local", "http://laptop.local:8123", "http://laptop.local:8123"),
        ("127.0.0.1", "http://127.0.0.1:8123", None),
        ("[::1]", "http://[::1]:8123", None),
        ("localhost", "http://localhost:8123", None),
    ],
)
@pytest.mark.usefixtures("conference")
def test_the_links_are_of_the_address_that_is_served(
    run: Run, monkeypatch: pytest.MonkeyPatch, host: str, here: str, hall: str | None
) -> None:
    monkeypatch.setattr(commands, "lan_address", lambda: "192.0.2.7")
    printed = run("links", "--host", host, "--port", "8123").output
    assert re.findall(r"(http://[^/]+)/\S*#", printed) == [here] * 4
    if hall:
        assert f"Phones on the same network scan this ({hall}):" in printed
    else:
        assert "scan this" not in printed
        assert "█" not in printed
        assert "Only this computer is let in. For phones too: HOST=0.0.0.0" in printed


@pytest.mark.usefixtures("conference")
def test_the_links_are_public_wherever_the_proxy_finds_us(app: Flask, run: Run) -> None:
    app.config["PUBLIC_URL"] = "https://happenstance.example"
    printed = run("links", "--host", "127.0.0.1").output
    assert printed.count("https://happenstance.example/") == 4
    assert "scan this (https://happenstance.example):" in printed


def test_make_tells_the_links_which_address_it_serves() -> None:
    dry = subprocess.run(
        ["make", "--dry-run", "run", "HOST=127.0.0.1", "PORT=8123"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "flask prepare --host 127.0.0.1 --port 8123\n" in dry.stdout
