"""A page of the feed, over HTTP from the real server, against other ways to answer the same.

All are asked in turns on connections that stay open, as a phone keeps its own. A bare Flask view
answers with the very bytes that the feed answered with; another reads entities from the ORM and
writes them with marshmallow.
"""

from __future__ import annotations

import json
import re
import secrets
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.filling import SLUG, fill
from benchmarks.measuring import Goal, Result, medians, progress
from server.web.device import cookie_name
from server.web.schemas import BIGGEST
from tests.support.databases import migrate
from tests.support.servers import serving

PAGE = 50
FEED = f"/api/v1/conferences/{SLUG}/feed?limit={PAGE}"
BY_THE_BOOK = FEED.replace("?", "/by-the-book?")
HEAD_ENDS, MOST = b"\r\n\r\n", 65_536
LENGTH = re.compile(rb"(?i)content-length: (\d+)")
AGAINST_BARE, AGAINST_THE_BOOK, BARE_WITH_BLOCKS = 0.9, 8, 0.35


def run(*, quick: bool) -> Result:
    """Time a page of 50 stories against a bare Flask view, and against ORM and marshmallow."""
    stories, rounds = (500, 4) if quick else (5_000, 40)
    reader, blocker = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database, body = f"sqlite:///{folder / 'feed.db'}", folder / "body"
        progress(f"telling {stories:,} stories")
        migrate(database)
        fill(database, stories, reader, blocker=blocker)
        progress("starting the server")
        with (
            serving(
                database, folder, application="benchmarks.served:app", BENCHMARK_BODY=str(body)
            ) as server,
            connected(server.url, reader) as get,
            connected(server.url, blocker) as get_without,
        ):
            body.write_bytes(get(FEED))
            anew = f"{FEED}&after={BIGGEST}"  # a page like any other, which nobody keeps
            ways = {
                "feed": partial(get, FEED),
                "bare": partial(get, "/bare/"),
                "by_the_book": partial(get, BY_THE_BOOK),
                "anew": partial(get, anew),
                "with_blocks": partial(get_without, FEED),
            }
            _check({name: json.loads(way()) for name, way in ways.items()})
            assert ways["bare"]() == ways["feed"]()
            taken = dict(zip(ways, medians(*ways.values(), rounds=rounds, calls=10), strict=True))
        page_bytes = body.stat().st_size
    feed, bare = taken["feed"], taken["bare"]
    return Result(
        goals={
            "speed against a bare view": Goal(value=bare / feed, goal=AGAINST_BARE),
            "speed against ORM and marshmallow": Goal(
                value=taken["by_the_book"] / feed, goal=AGAINST_THE_BOOK
            ),
            "speed with blocks against a bare view": Goal(
                value=bare / taken["with_blocks"], goal=BARE_WITH_BLOCKS
            ),
        },
        figures={
            **{f"{name}_ms": seconds * 1000 for name, seconds in taken.items()},
            "page_bytes": page_bytes,
            "page_stories": PAGE,
            "stories": stories,
        },
    )


def _check(pages: dict[str, dict[str, object]]) -> None:
    """See that all answered with the same page, but for the one who has blocked somebody."""
    without = pages.pop("with_blocks")
    assert all(page == pages["feed"] for page in pages.values())
    assert without != pages["feed"]
    for page in (without, pages["feed"]):
        assert len(page["stories"]) == PAGE  # type: ignore[arg-type]


@contextmanager
def connected(url: str, token: str) -> Iterator[Callable[[str], bytes]]:
    """Give what gets the body of a path as the device of `token`, on one open connection.

    It reads no more of an answer than it must: what a client does with it is not measured here.
    """
    host = urlsplit(url).netloc
    request = (
        f"GET %s HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie_name(secure=False)}={token}\r\n\r\n"
    )

    with socket.create_connection((urlsplit(url).hostname, urlsplit(url).port)) as connection:

        def get(path: str) -> bytes:
            connection.sendall((request % path).encode())
            answer = connection.recv(MOST)
            while (end := answer.find(HEAD_ENDS)) < 0:
                answer += connection.recv(MOST)
            assert answer.startswith(b"HTTP/1.1 200 "), answer
            [told] = LENGTH.findall(answer[:end])
            length = end + len(HEAD_ENDS) + int(told)
            while len(answer) < length:
                answer += connection.recv(MOST)
            return answer[end + len(HEAD_ENDS) :]

        yield get
