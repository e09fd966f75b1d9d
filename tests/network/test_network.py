"""How the phones are connected, as an organiser sees it; and simulated ones, on a real server."""

from __future__ import annotations

import time
import uuid
from pathlib import Path

import pytest
from flask import Flask

from server import clock
from server.extensions import db
from server.network import simulated, trying
from server.network.domain import AWAY_MINUTES, MOST_PHONES
from server.network.queries import own_figures
from server.network.simulated import run
from server.pulse import REMEMBERED, pulse
from server.realtime.models import Stream
from server.work.children import ChildFailed
from tests.support.phones import Phone
from tests.support.servers import Begin, Server, cookie_of, post, serving
from tests.support.services import silent
from tests.support.wires import Wire

TRIALS = "/network/trials"


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with nothing told: the pulse is the process's."""
    monkeypatch.setattr(pulse, "recent", type(pulse.recent)(maxlen=pulse.recent.maxlen))


class TestWhatOrganisersSee:
    def test_is_empty_while_nobody_is_connected(self, organiser: Phone) -> None:
        pulse.recent.clear()
        assert organiser.get("/network") == {
            "phones": 0,
            "people": 0,
            "away": 0,
            "away_minutes": AWAY_MINUTES,
            "waiting_phones": 0,
            "waiting_bytes": 0,
            "spread": None,
            "most_simulated": MOST_PHONES,
        }

    def test_counts_phones_and_people_of_this_conference(
        self, organiser: Phone, alice: Phone, mallory: Phone
    ) -> None:
        alice.listen("feed", f"person:{alice.person_id}")
        alice.listen("feed")
        mallory.conference = "spring"
        mallory.listen("feed")
        seen = organiser.get("/network")
        assert (seen["phones"], seen["people"], seen["away"]) == (2, 1, 0)

    def test_counts_who_was_there_and_is_not_now(
        self, organiser: Phone, alice: Phone, bob: Phone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for phone in (alice, bob):
            phone.listen("feed")
            phone.close()
        assert organiser.get("/network")["away"] == 2
        alice.listen("feed")
        assert organiser.get("/network")["away"] == 1
        passed = clock.steady() + 60 * AWAY_MINUTES + 1
        monkeypatch.setattr("server.clock.steady", lambda: passed)
        assert organiser.get("/network")["away"] == 0

    def test_tells_how_long_the_last_fact_took(
        self, organiser: Phone, alice: Phone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        pulse.recent.clear()
        now = time.time()
        monkeypatch.setattr("server.pulse.time.time", lambda: now)
        pulse.told(committed=now - 0.7)
        pulse.told(committed=now - 0.05)
        now += 4
        assert organiser.get("/network")["spread"] == {
            "last_ms": 50,
            "ago_seconds": 4,
            "slowest_ms": 700,
            "facts": 2,
        }
        now += REMEMBERED
        assert organiser.get("/network")["spread"] is None

    def test_adds_what_other_processes_say(
        self, organiser: Phone, alice: Phone, mallory: Phone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        alice.listen("feed")
        pulse.recent.clear()
        pulse.told(committed=time.time() - 0.05)
        with organiser.app.app_context():
            theirs = own_figures()
        theirs |= {"phones": {"autumn": 4, "spring": 9}, "waiting_phones": 2, "waiting_bytes": 7}
        theirs["told"] = {"at": time.time() + 1, "last": 0.3, "slowest": 0.2, "facts": 5}
        monkeypatch.setattr(
            "server.realtime.presence.Presence.figures", lambda own: [own._figures(), theirs]
        )
        seen = organiser.get("/network")
        assert (seen["phones"], seen["waiting_phones"], seen["waiting_bytes"]) == (5, 2, 7)
        assert (seen["spread"]["last_ms"], seen["spread"]["facts"]) == (300, 5)

    @pytest.mark.parametrize(
        ("method", "path"),
        [("GET", "/network"), ("POST", TRIALS), ("PUT", f"{TRIALS}/{uuid.UUID(int=7)}/fact")],
    )
    def test_is_for_organisers(self, host: Phone, mallory: Phone, method: str, path: str) -> None:
        for phone in (host, mallory):
            body = {"phones": 1} if method == "POST" else None
            assert phone.refused(method, path, body)["code"] == "not-found"

    def test_nobody_else_hears_simulated_phones(self, organiser: Phone, host: Phone) -> None:
        for phone, stream in ((host, f"trial:{uuid.uuid4()}"), (organiser, "trial")):
            answer = phone.subscribe(phone.listen(), stream)
            assert answer["problem"]["code"] == "not-found"


@pytest.mark.parametrize("phones", [0, -1, MOST_PHONES + 1, "9", None])
def test_so_many_phones_cannot_be_simulated(organiser: Phone, phones: object) -> None:
    assert organiser.refused("POST", TRIALS, {"phones": phones})["code"] == "invalid"


def test_where_nothing_answers_nobody_connects(organiser: Phone) -> None:
    told = organiser.post(TRIALS, {"phones": 2})
    assert (told["connected"], told["heard"], told["last_ms"]) == (0, 0, None)


def test_a_server_that_says_nothing_is_waited_for_once_and_not_by_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(simulated, "AT_ONCE", 2)
    monkeypatch.setattr(simulated, "PATIENCE", 0.2)
    monkeypatch.setattr(simulated, "LAST", 0.1)
    with silent() as port:
        told = run(
            address=f"127.0.0.1:{port}", cookie="", conference="autumn", trial_id="1", phones=12
        )
    assert (told["connected"], told["heard"]) == (0, 0)
    assert 200 <= told["connect_ms"] < 600


def test_one_is_tried_at_a_time(organiser: Phone) -> None:
    with trying._one:
        assert organiser.refused("POST", TRIALS, {"phones": 1})["code"] == "trial-running"


def test_a_trial_that_fails_leaves_the_next_its_turn(
    organiser: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ChildFailed("took too long", too_slow=True)

    monkeypatch.setattr(trying, "in_child", fail)
    for _ in range(2):
        assert organiser.refused("POST", TRIALS, {"phones": 1})["code"] == "trial-failed"


@pytest.mark.real_time
class TestOnARealServer:
    def test_simulated_phones_hear_what_real_ones_do_not(
        self, server: Server, app: Flask, organiser: Phone, alice: Phone
    ) -> None:
        wire = Wire(server.url, cookie=cookie_of(alice), origin=server.url)
        wire.ask("subscribe", {"conference": "autumn", "stream": "feed"})
        trial = post(server, organiser, TRIALS, {"phones": 40})
        assert (trial["phones"], trial["connected"], trial["heard"]) == (40, 40, 40)
        assert 0 < trial["half_ms"] <= trial["last_ms"] < 5_000
        assert 0 < trial["connect_ms"] < 15_000
        assert wire.heard() == []
        wire.close()
        with app.app_context():
            names = [row.name for row in db.session.query(Stream)]
        assert [name for name in names if name.startswith("trial")] == []

    def test_they_come_in_behind_a_proxy_that_speaks_https(
        self, database_url: str, tmp_path: Path, begin: Begin, organiser: Phone
    ) -> None:
        outside = {"PUBLIC_URL": "https://forum.example", "TRUSTED_PROXIES": "1"}
        with serving(database_url, tmp_path, begin=begin, **outside) as server:
            told = run(
                address=server.url.removeprefix("http://"),
                cookie=f"{cookie_of(organiser)}; __Host-{cookie_of(organiser)}",
                conference="autumn",
                trial_id=str(uuid.uuid4()),
                phones=3,
            )
        assert (told["connected"], told["heard"]) == (3, 3)

    def test_phones_that_are_not_let_in_are_counted_as_lost(
        self, server: Server, organiser: Phone, alice: Phone
    ) -> None:
        address = server.url.removeprefix("http://")
        told = run(
            address=address,
            cookie=cookie_of(alice),  # who organises nothing
            conference="autumn",
            trial_id=str(uuid.uuid4()),
            phones=3,
        )
        assert (told["phones"], told["connected"], told["heard"]) == (3, 0, 0)
        assert (told["half_ms"], told["last_ms"]) == (None, None)
