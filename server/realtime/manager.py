"""Socket.IO's rooms, with one thing added: a broadcast may leave out whole rooms."""

from __future__ import annotations

from typing import Any

from socketio import Manager, RedisManager


class SparingManager(Manager):  # type: ignore[misc]  # python-socketio has no types
    """Emits to rooms, sparing the sockets of other rooms.

    `skip_sid` may name rooms, which is how a person is left out in every process: only the
    process that holds a socket knows its id, but all agree on the name of a person's room.
    """

    def emit(
        self,
        event: str,
        data: Any,
        namespace: str,
        room: Any = None,
        skip_sid: Any = None,
        callback: Any = None,
        to: Any = None,
        **kwargs: Any,
    ) -> None:
        names = skip_sid if isinstance(skip_sid, list) else [skip_sid] if skip_sid else []
        spared = [
            sid
            for name in names
            for sid, _ in self.get_participants(namespace, name)
        ] if namespace in self.rooms else []
        super().emit(
            event, data, namespace, room=room, skip_sid=spared, callback=callback, to=to, **kwargs
        )


class SparingRedisManager(RedisManager, SparingManager):  # type: ignore[misc]
    """The same over a message queue, for several processes."""


def make_manager(redis_url: str | None) -> Manager:
    """Return the manager for one process, or for several that share `redis_url`."""
    return SparingRedisManager(redis_url) if redis_url else SparingManager()
