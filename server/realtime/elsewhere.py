"""What the other processes say of themselves, kept in Redis: each is forgotten by itself."""

from __future__ import annotations

import logging
import uuid
from typing import Any

import orjson
from redis import RedisError

from server.realtime import queue

log = logging.getLogger(__name__)

EVERY = 2.0  # seconds between two times that a process says so
KEPT = 7.0  # seconds after the last of them, when it is taken for dead: three times, and some
KEY = "happenstance:processes"  # a hash: what each process said last, and when

Said = dict[str, Any]


class Elsewhere:
    """Tells other processes how this one is, and hears it of them."""

    def __init__(self, redis_url: str) -> None:
        self._redis = queue.client(redis_url)
        self._own = uuid.uuid4().hex
        self._silent = False

    def exchange(self, said: Said) -> list[Said] | None:
        """Say how this process is, and return what others said lately; None if Redis is away."""
        try:
            at = self._time()
            pipe = self._redis.pipeline(transaction=False)
            pipe.hset(KEY, self._own, orjson.dumps([at, said]))
            pipe.expire(KEY, int(10 * KEPT))
            pipe.hgetall(KEY)
            *_, found = pipe.execute()
            theirs = {
                process: orjson.loads(text)
                for process, text in found.items()
                if process.decode() != self._own
            }
            dead = [process for process, (then, _) in theirs.items() if at - then > KEPT]
            if dead:
                self._redis.hdel(KEY, *dead)
        except RedisError as error:
            if not self._silent:
                log.warning("the other processes are not known: %s", type(error).__name__)
            self._silent = True
            return None
        self._silent = False
        return [told for process, (_, told) in theirs.items() if process not in dead]

    def _time(self) -> float:
        """Return Redis's time, in seconds: machines need not agree on theirs."""
        seconds, microseconds = self._redis.time()
        return float(seconds + microseconds / 1_000_000)

    def leave(self) -> None:
        """Be forgotten at once."""
        try:
            self._redis.hdel(KEY, self._own)
        except RedisError:
            log.warning("the other processes take this one for alive for a while")
