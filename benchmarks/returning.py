"""How soon everybody sees what is so, after a server was killed in the middle of a talk.

A hall sits at its tables, and each phone follows what a phone on that page follows. The server is
killed as by a power cut, and started again. From when it first answers anybody, until the last
phone shows the talk, and its table, as the database has them, and stands where the database does:

- a host's act was written, and the server killed before it told anybody, so that everybody has
  missed something;
- a host acts as soon as the server is back;
- a round is to be set as soon as the server is back.
"""

from __future__ import annotations

import secrets
import sqlite3
import tempfile
import threading
import time
import uuid
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import select

from benchmarks.devices import cookie_of, device
from benchmarks.filling import SLUG, fill_halls
from benchmarks.measuring import Goal, Result, progress, used_by
from benchmarks.pockets import Pockets
from server.app import create_app
from server.config import Config
from server.database import writing
from server.extensions import db
from server.people.models import Person
from server.tables.clock import Phase
from server.tables.conductor.conducting import conduct
from server.tables.domain import Move
from server.tables.queries import hosted_talk
from server.web.device import token_hash
from server.web.rights import Role
from tests.support.databases import migrate
from tests.support.servers import Server, serving

WITHIN = 5.0  # seconds
PATIENCE = 120.0  # seconds
Act = Callable[[], None]
Figures = dict[str, float]
INSIDE = f"/api/v1/conferences/{SLUG}"


class Hall:
    """A hall at its tables: the server, its database, the phones, and the host's cookie."""

    def __init__(self, server: Server, path: Path, talk: str, tokens: list[str]) -> None:
        self.server = server
        self.talk = talk
        self.host = cookie_of(tokens[0])
        self._database = path
        database = f"sqlite:///{path}"
        self._beside = create_app(Config(secret_key=talk, database_url=database, testing=True))
        people = [(cookie_of(token), person) for token, person in self._holders(tokens)]
        self.pockets = Pockets(server.url, SLUG, talk, people)

    def _holders(self, tokens: list[str]) -> list[tuple[str, str]]:
        rows = self._rows("SELECT token_hash, person_id FROM device")
        people = {kept: str(uuid.UUID(person)) for kept, person in rows}
        return [(token, people[token_hash(token)]) for token in tokens]

    def act(self, move: str) -> None:
        """Have the host conduct the talk."""
        path = f"{INSIDE}/talks/{self.talk}"
        with device(self.server.url, self.host) as host:
            version = host("GET", f"{INSIDE}/talks", None)["talks"][0]["version"]
            host("PUT", f"{path}/commands/{uuid.uuid4()}", {"move": move, "version": version})

    def act_untold(self, move: str) -> None:
        """Have it done as by a server that is killed before it tells anybody."""
        with self._beside.app_context():
            with writing(db.session):
                row = hosted_talk(SLUG, uuid.UUID(self.talk), lock=True)
                host = db.session.scalar(select(Person).where(Person.role == Role.HOST))
                assert host is not None
                conduct(row, uuid.uuid4(), Move(move), version=row.version, by=host)
            db.session.remove()

    def wait_for(self, phase: str) -> None:
        """Wait until the room does this."""
        self.pockets.go_on(lambda: self.phase() == phase, PATIENCE)

    def until_right(self) -> None:
        """Let the phones go on until all show what is so. Raises TimeoutError."""
        self.pockets.go_on(self.is_right, PATIENCE)

    def phase(self) -> str:
        """Return what the database says the room is doing."""
        ((phase,),) = self._rows("SELECT phase FROM talk")
        return str(phase)

    def is_right(self) -> bool:
        """Say whether all phones show what the database says, and stand where it does."""
        ((version, round_, phase),) = self._rows("SELECT version, round, phase FROM talk")
        so = {"version": version, "round": round_, "phase": phase}
        shown = [phone.talk for phone in self.pockets.phones]
        if phase == Phase.SETTING or not all(so.items() <= talk.items() for talk in shown):
            return False
        numbers = dict(self._rows("SELECT name, number FROM stream"))
        seats = {
            str(uuid.UUID(person)): str(uuid.UUID(table))
            for person, table in self._rows(
                "SELECT person_id, table_id FROM seat WHERE until IS NULL AND round = ?", round_
            )
        }
        return all(
            phone.table == seats.get(phone.person)
            and all(numbers.get(stream, 0) == at for stream, at in self.pockets.stands(phone))
            for phone in self.pockets.phones
        )

    def _rows(self, statement: str, *given: object) -> list[Any]:
        with closing(sqlite3.connect(self._database)) as database:
            return database.execute(statement, given).fetchall()


def run(*, quick: bool) -> Result:
    """Kill the server of 4,000 phones in a running talk, and wait until all of them are right."""
    people, rounds = (400, 1) if quick else (4_000, 3)
    tokens = [secrets.token_urlsafe(32) for _ in range(people)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "returning.db"
        database = f"sqlite:///{path}"
        progress(f"gathering {people:,} people")
        migrate(database)
        (talk,) = fill_halls(database, (people,), tokens[0], tokens[1:])
        with serving(database, folder) as server:
            hall = Hall(server, path, talk, tokens)
            hall.act("start")
            hall.wait_for("moving")
            hall.act("go-on")
            progress("everybody comes")
            began = time.perf_counter()
            hall.pockets.arrive(within=people / 400)
            hall.until_right()
            arrived = time.perf_counter() - began
            found: dict[str, list[Figures]] = {"missed": [], "acts": [], "round": []}
            for _ in range(rounds):
                found["missed"].append(_killed(hall, lambda: hall.act_untold("pause"), None))
                found["acts"].append(_killed(hall, None, lambda: hall.act("resume")))
            found["round"].append(_killed(hall, None, lambda: hall.act("go-on")))
    figures: dict[str, float | int | str] = {"phones": people, "arriving_s": arrived}
    for label, some in found.items():
        for key in some[0]:
            figures[f"{label}_{key}"] = median(one[key] for one in some)
    goals = {
        f"time allowed, against the last phone, {what}": Goal(
            value=WITHIN / median(one["last_s"] for one in found[label]), goal=1
        )
        for label, what in (("missed", "all having missed an act"), ("acts", "a host acting"))
    }
    return Result(goals=goals, figures=figures)


def _killed(hall: Hall, meanwhile: Act | None, at_once: Act | None) -> Figures:
    """Kill the server and start it again; return what was measured.

    meanwhile: what is done while it is away; at_once: when it is back.
    """
    moments: dict[str, float] = {}
    pockets = hall.pockets
    fetched, sent, busy, tries = pockets.fetched, pockets.sent, pockets.busy, pockets.tries

    def kill_and_act() -> None:
        hall.server.kill()
        pockets.answered = None
        moments["killed"] = time.perf_counter()
        if meanwhile:
            meanwhile()
        hall.server.start()
        moments["healthy"] = time.perf_counter()
        if at_once:
            at_once()
        moments["acted"] = time.perf_counter()

    away = threading.Thread(target=kill_and_act)
    away.start()
    pockets.go_on(lambda: not away.is_alive(), PATIENCE)
    away.join()
    hall.until_right()
    first = pockets.answered or moments["healthy"]
    moments["returned"] = min(first, moments["healthy"])
    seen = sorted(phone.changed - moments["returned"] for phone in pockets.phones)
    measured: Figures = {
        "last_s": seen[-1],
        "middle_s": median(seen),
        "away_s": moments["returned"] - moments["killed"],
        "healthy_s": moments["healthy"] - moments["returned"],
        "acted_s": moments["acted"] - moments["returned"],
        "worked_s": used_by(hall.server.pid)[0],
        "fetched": pockets.fetched - fetched,
        "sent": pockets.sent - sent,
        "told_to_wait": pockets.busy - busy,
        "tries": pockets.tries - tries,
    }
    progress(" ".join(f"{key} {value:.4g}" for key, value in measured.items()))
    return measured
