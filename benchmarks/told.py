"""The app with a tap: as many facts, and as long, as a benchmark asks for, by the usual doors."""

from __future__ import annotations

import time
from dataclasses import dataclass

import gevent
from flask import request
from sqlalchemy import select

from server.extensions import db
from server.realtime.doors import guard_stream
from server.realtime.facts import Audience, Fact, feed
from server.realtime.publish import begin_streams, publish, publish_afterwards
from server.stories.models import Story
from server.web.edge import command
from server.web.rights import Caller
from wsgi import app

__all__ = ["app"]


NAP = 0.002  # seconds
holds: list[float] = []  # each longer than the one before
watching: list[gevent.Greenlet] = []
laid: list[list[Audience]] = []  # the tables of each round


@dataclass(frozen=True, kw_only=True)
class Told(Fact, type="benchmarks.told"):
    """Something of a given length."""

    text: str


@app.post("/api/v1/conferences/<slug>/tell")
@command()
def tell(caller: Caller) -> dict[str, int]:
    """Tell everyone something, so many times in one transaction."""
    fact = Told(text="x" * int(request.args["bytes"]))
    for _ in range(int(request.args["times"])):
        publish(feed(caller.conference), fact)
    return {"told": 1}


@app.post("/api/v1/conferences/<slug>/lay-tables")
@command()
def lay_tables(caller: Caller) -> dict[str, int]:
    """Seat everybody at so many new tables, whose streams begin, as while a round is being set."""
    tables, each = int(request.args["tables"]), int(request.args["seats"])
    told = select(Story.person_id).where(Story.conference == caller.conference)
    people = db.session.scalars(told.order_by(Story.place)).all()
    laid.append(
        [
            Audience(
                conference=caller.conference,
                stream=f"desk:{number}:{len(laid)}",
                people=tuple(people[number * each : (number + 1) * each]),
            )
            for number in range(tables)
        ]
    )
    begin_streams(laid[-1])
    return {"tables": tables}


@app.post("/api/v1/conferences/<slug>/tell-tables")
@command()
def tell_tables(caller: Caller) -> dict[str, int]:
    """Tell each table that was laid last something, the first of its stream: a round starts."""
    fact = Told(text="x" * int(request.args["bytes"]))
    hosts = Audience(conference=caller.conference, stream="desk-hosts")
    publish_afterwards([hosts], lambda: ((table, fact) for table in laid[-1]), begun=laid[-1])
    return {"told": len(laid[-1])}


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


def _anybody(_caller: Caller, _rest: str) -> None:
    """Let everyone hear a table of the benchmark's own."""


guard_stream(app, "desk", _anybody)
