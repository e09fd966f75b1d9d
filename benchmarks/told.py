"""The app with a tap: as many facts, and as long, as a benchmark asks for, by the usual doors."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from server.realtime.doors import guard_stream
from server.realtime.facts import Audience, Fact, feed
from server.realtime.publish import publish
from server.web.edge import command
from server.web.rights import Caller
from wsgi import app

__all__ = ["app"]


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


def _tell(audiences: list[Audience]) -> dict[str, int]:
    fact = Told(text="x" * int(request.args["bytes"]))
    for _ in range(int(request.args["times"])):
        for audience in audiences:
            publish(audience, fact)
    return {"told": len(audiences)}


def _anybody(_caller: Caller, _rest: str) -> None:
    """Let everyone hear a table of the benchmark's own."""


guard_stream(app, "desk", _anybody)
