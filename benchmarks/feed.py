"""A page of the feed, over HTTP from the real server, against a bare Flask view.

Both are asked in turns on one connection that stays open, as a phone keeps its own, and the bare
view answers with the very bytes that the feed answered with.
"""

from __future__ import annotations

import http.client
import json
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.filling import SLUG, fill
from benchmarks.measuring import Goal, Result, medians, progress
from server.web.device import cookie_name
from tests.support.databases import migrate
from tests.support.servers import serving

PAGE = 50
RATIO = 0.025  # a floor under what building every page anew costs; pages kept as bytes come near 1


def run(*, quick: bool) -> Result:
    """Time a page of 50 stories against a bare Flask view that returns the same bytes."""
    stories, rounds = (500, 4) if quick else (5_000, 40)
    token = secrets.token_urlsafe(32)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database, body = f"sqlite:///{folder / 'feed.db'}", folder / "body"
        progress(f"telling {stories:,} stories")
        migrate(database)
        fill(database, stories, token)
        progress("starting the server")
        with (
            serving(
                database, folder, application="benchmarks.served:app", BENCHMARK_BODY=str(body)
            ) as server,
            connected(server.url, token) as get,
        ):
            feed = partial(get, f"/api/v1/conferences/{SLUG}/feed?limit={PAGE}")
            bare = partial(get, "/bare/")
            body.write_bytes(feed())
            assert bare() == feed()
            assert len(json.loads(feed())["stories"]) == PAGE
            feed_seconds, bare_seconds = medians(feed, bare, rounds=rounds, calls=10)
        page_bytes = body.stat().st_size
    return Result(
        goals={"speed against a bare view": Goal(value=bare_seconds / feed_seconds, goal=RATIO)},
        figures={
            "feed_ms": feed_seconds * 1000,
            "bare_ms": bare_seconds * 1000,
            "page_bytes": page_bytes,
            "page_stories": PAGE,
            "stories": stories,
        },
    )


@contextmanager
def connected(url: str, token: str) -> Iterator[Callable[[str], bytes]]:
    """Give what gets the body of a path as the device of `token`, on one open connection."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc)
    headers = {"Cookie": f"{cookie_name(secure=False)}={token}"}

    def get(path: str) -> bytes:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        body = response.read()
        assert response.status == http.HTTPStatus.OK, body
        return body

    try:
        yield get
    finally:
        connection.close()
