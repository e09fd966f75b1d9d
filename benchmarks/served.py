"""The server, with two other ways to answer beside it in the same process to compare it with.

A bare Flask view answers under /bare/ with the bytes of the file that BENCHMARK_BODY names. Under
the feed's own address with /by-the-book, the same page comes as such pages mostly do: entities
from the ORM, written by marshmallow.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import orjson
from flask import Flask, Response, request
from marshmallow import Schema
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from server.app import create_app
from server.extensions import db
from server.people.models import Person
from server.realtime.publish import number_of
from server.stories.domain import FeedPage, ShownOn
from server.stories.queries import as_card, seen_by
from server.web.edge import query
from server.web.values import answer

app = create_app()
bare = Flask("bare")


@app.get("/api/v1/conferences/<slug>/feed/by-the-book")
@query()
def by_the_book(caller: Person) -> Response:
    """Answer with the first page of the feed, read and written without a thought for speed."""
    limit = int(request.args["limit"])
    rows = db.session.execute(seen_by(caller, reaching=ShownOn.FEED).limit(limit + 1)).all()
    stories = tuple(as_card(*row) for row in rows)
    number, more = number_of(caller.conference, "feed"), len(rows) > limit
    page = FeedPage(
        number=number, stories=stories[:limit], next=stories[limit - 1].place if more else None
    )
    return Response(
        orjson.dumps(Schema.dump(answer(FeedPage)(), page)), mimetype="application/json"
    )


@bare.get("/")
def page() -> Response:
    """Answer, doing nothing else."""
    return Response(_body(), mimetype="application/json")


@cache
def _body() -> bytes:
    return Path(os.environ["BENCHMARK_BODY"]).read_bytes()


app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/bare": bare})  # type: ignore[method-assign]
