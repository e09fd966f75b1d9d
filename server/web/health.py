"""How the server is: whether it lives, and whether it can serve. Both are asked by machines."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import TypeVar

from flask import Flask
from redis import Redis, RedisError
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from server.errors import Problem
from server.extensions import db
from server.migrated import head, revision
from server.realtime import queue

PATIENCE = 2.0  # seconds until a database that says nothing is as good as none

Answer = TypeVar("Answer")


def init_app(app: Flask, redis_url: str | None) -> None:
    """Answer those who watch over the server. redis_url: of the Redis that it is to reach."""
    shared = queue.client(redis_url) if redis_url else None
    in_time = InTime()

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz")
    def readyz() -> dict[str, str]:
        if missing := ", ".join(_missing(db.engine, shared, in_time)):
            raise Problem("not-ready", 503, retry_after=2, missing=missing)
        return {"status": "ok"}


class InTime:
    """Asks somebody who may never answer, and waits no longer than PATIENCE.

    The question goes on in a thread, which is a greenlet where gevent has patched the world; one at
    a time, so that of many none but the first waits for good.
    """

    def __init__(self) -> None:
        self._one = threading.Lock()

    def ask(self, question: Callable[[], Answer]) -> Answer:
        """Return what `question` returns. Raises what it raises, or TimeoutError."""
        deadline = time.monotonic() + PATIENCE
        if not self._one.acquire(timeout=PATIENCE):
            raise TimeoutError
        answer: Future[Answer] = Future()

        def wait() -> None:
            try:
                answer.set_result(question())
            except Exception as error:  # noqa: BLE001 - it is whoever asked who hears of it
                answer.set_exception(error)
            finally:
                self._one.release()

        threading.Thread(target=wait, daemon=True).start()
        return answer.result(max(0.0, deadline - time.monotonic()))


def _missing(engine: Engine, shared: Redis | None, in_time: InTime) -> Iterator[str]:
    """Name what the server cannot serve without."""
    try:
        if in_time.ask(lambda: revision(engine)) != head():
            yield "migrations"
    except (SQLAlchemyError, TimeoutError):
        yield "database"
    try:
        if shared is not None:
            shared.ping()
    except RedisError:
        yield "redis"
