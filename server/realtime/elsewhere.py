"""Who is connected to the other processes, kept in Redis and forgotten by itself."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping

from redis import RedisError

from server.clock import now
from server.realtime import queue

log = logging.getLogger(__name__)

KEPT = 25.0  # seconds after a process last said so: two beats, and some
KEY = "happenstance:connected:{}"  # a sorted set of people for each conference, by time

People = dict[str, set[uuid.UUID]]  # by conference


class Elsewhere:
    """Tells other processes who is connected to this one, and hears it of them."""

    def __init__(self, redis_url: str) -> None:
        self._redis = queue.client(redis_url)

    def exchange(self, here: Mapping[str, set[uuid.UUID]]) -> People:
        """Say who is here, by conference, and return who is anywhere: nobody without Redis."""
        at = now().timestamp()
        pipe = self._redis.pipeline()
        for conference, people in here.items():
            key = KEY.format(conference)
            pipe.zadd(key, {person.bytes: at for person in people})
            pipe.zremrangebyscore(key, "-inf", at - KEPT)
            pipe.expire(key, int(2 * KEPT))
            pipe.zrange(key, 0, -1)
        try:
            found = pipe.execute()[3::4]
        except RedisError as error:
            log.warning("who is connected elsewhere is not known: %s", type(error).__name__)
            return {}
        return {
            conference: {uuid.UUID(bytes=person) for person in people}
            for conference, people in zip(here, found, strict=True)
        }
