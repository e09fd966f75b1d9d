"""The app with a tap: as many facts, and as long, as a benchmark asks for, by the usual doors."""

from __future__ import annotations

import time
from dataclasses import dataclass

import gevent
from flask import request

from server.realtime.doors import guard_stream
from server.realtime.facts import Audience, Fact, feed
from server.realtime.publish import publish
from server.web.edge import command
from server.web.rights import Caller
from wsgi import app

__all__ = ["app"]


NAP = 0.002  # seconds
holds: list[float] = []  # each longer than the one before
watching: list[gevent.Greenlet] = []


@dataclass(frozen=True, kw_only=True)
class Told(Fact, type="benchmarks.told"):
    """Something of a given length."""

    text: str


@app.post("/api/v1/conferences/<slug>/tell")
@command()
def tell(caller: Caller) -> dict[str, int]:
    """Tell everyone something, so many times in one transaction."""
    return _tell([feed(caller.conference)])


@app.post("/api/v1/conferences/<slug>/tell-tables")
@command()
def tell_tables(caller: Caller) -> dict[str, int]:
    """Tell each of so many tables something."""
    tables = range(int(request.args["tables"]))
    return _tell([Audience(conference=caller.conference, stream=f"desk:{n}") for n in tables])


@app.get("/longest-hold")
def longest_hold() -> dict[str, float]:
    """Say for how long nobody else was served, at most, since this was asked last."""
    if not watching:
        watching.append(gevent.spawn(_watch))
    longest, holds[:] = max(holds, default=0.0), []
    return {"seconds": longest}


def _watch() -> None:
    while True:
        before = time.perf_counter()
        gevent.sleep(NAP)
        late = time.perf_counter() - before - NAP
        if late > max(holds, default=0.0):
            holds.append(late)


def _tell(audiences: list[Audience]) -> dict[str, int]:
    fact = Told(text="x" * int(request.args["bytes"]))
    for _ in range(int(request.args["times"])):
        for audience in audiences:
            publish(audience, fact)
    return {"told": len(audiences)}


def _anybody(_caller: Caller, _rest: str) -> None:
    """Let everyone hear a table of the benchmark's own."""


guard_stream(app, "desk", _anybody)
