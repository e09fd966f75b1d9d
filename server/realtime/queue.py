"""How we reach Redis or Valkey: nobody waits for it long, whether it is gone or silent."""

from __future__ import annotations

from typing import Any

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

PATIENCE = 0.5  # seconds that it may take
AGAIN = 1  # times that the same is tried anew: a connection may be of before it was started again


def options() -> dict[str, Any]:
    """Return how a client of it is set up."""
    return {
        "socket_timeout": PATIENCE,
        "socket_connect_timeout": PATIENCE,
        "retry": Retry(NoBackoff(), AGAIN),
    }


def client(redis_url: str) -> Redis:
    """Return a client, which connects by itself. What it is asked raises RedisError."""
    return Redis.from_url(redis_url, **options())
