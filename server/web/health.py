"""How the server is: whether it lives, and whether it can serve. Both are asked by machines."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask
from redis import Redis, RedisError
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from server.errors import Problem
from server.extensions import db
from server.migrated import head, revision
from server.realtime import queue


def init_app(app: Flask, redis_url: str | None) -> None:
    """Answer those who watch over the server. redis_url: of the Redis that it is to reach."""
    shared = queue.client(redis_url) if redis_url else None

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz")
    def readyz() -> dict[str, str]:
        if missing := ", ".join(_missing(db.engine, shared)):
            raise Problem("not-ready", 503, retry_after=2, missing=missing)
        return {"status": "ok"}


def _missing(engine: Engine, shared: Redis | None) -> Iterator[str]:
    """Name what the server cannot serve without."""
    try:
        if revision(engine) != head():
            yield "migrations"
    except SQLAlchemyError:
        yield "database"
    try:
        if shared is not None:
            shared.ping()
    except RedisError:
        yield "redis"
