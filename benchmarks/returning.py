"""How soon everybody sees what is so, after a server was killed in the middle of a talk.

A hall sits at its tables, and each phone follows what a phone on that page follows. The server is
killed, as by a power cut, just after a host's act; it is started again, and at once a host acts
anew. From when the server answers again, until the last phone shows the talk, and its table, as
the database has them: first with a pause, then with a whole round set anew.
"""

from __future__ import annotations

import secrets
import sqlite3
import tempfile
import threading
import time
import uuid
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.devices import cookie_of, device
from benchmarks.filling import SLUG, fill_halls
from benchmarks.measuring import Goal, Result, progress
from benchmarks.pockets import Pockets
from server.tables.clock import Phase
from server.web.device import token_hash
from tests.support.databases import migrate
from tests.support.servers import Server, serving

WITHIN = 5.0  # seconds
PATIENCE = 120.0  # seconds
SECONDS = {"last", "middle", "away", "healthy", "acted"}
INSIDE = f"/api/v1/conferences/{SLUG}"


class Hall:
    """A hall at its tables: the server, its database, the phones, and the host's cookie."""

    def __init__(self, server: Server, path: Path, talk: str, tokens: list[str]) -> None:
        self.server = server
        self.talk = talk
        self.host = cookie_of(tokens[0])
        self._database = path
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
    people, rounds = (400, 1) if quick else (4_000, 1)
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
            found = [_killed(hall, move) for _ in range(rounds) for move in ("pause", "resume")]
            progress("a round is set at the moment of the return")
            round_ = _killed(hall, "go-on")
    last = median(one["last"] for one in found)
    figures: dict[str, float | int | str] = {"phones": people, "arriving_s": arrived}
    for key in found[0]:
        figures[f"{key}_s" if key in SECONDS else key] = median(one[key] for one in found)
        figures[f"round_{key}_s" if key in SECONDS else f"round_{key}"] = round_[key]
    goal = Goal(value=WITHIN / last, goal=1)
    return Result(goals={"time allowed, against the last phone": goal}, figures=figures)


def _killed(hall: Hall, move: str) -> dict[str, float]:
    """Kill the server after an act, start it again and act anew; return what was measured."""
    moments: dict[str, float] = {}
    pockets = hall.pockets
    fetched, busy, tries = pockets.fetched, pockets.busy, pockets.tries

    def kill_and_act() -> None:
        hall.act("add-minute")
        hall.server.kill()
        pockets.answered = None
        moments["killed"] = time.perf_counter()
        hall.server.start()
        moments["healthy"] = time.perf_counter()
        hall.act(move)
        moments["acted"] = time.perf_counter()

    away = threading.Thread(target=kill_and_act)
    away.start()
    pockets.go_on(lambda: not away.is_alive(), PATIENCE)
    away.join()
    hall.until_right()
    first = pockets.answered or moments["healthy"]
    moments["returned"] = min(first, moments["healthy"])
    seen = sorted(phone.changed - moments["returned"] for phone in pockets.phones)
    measured = {
        "last": seen[-1],
        "middle": median(seen),
        "away": moments["returned"] - moments["killed"],
        "acted": moments["acted"] - moments["returned"],
        "healthy": moments["healthy"] - moments["returned"],
        "fetched": pockets.fetched - fetched,
        "told_to_wait": pockets.busy - busy,
        "tries": pockets.tries - tries,
    }
    progress(" ".join(f"{key} {value:.4g}" for key, value in measured.items()))
    return measured
