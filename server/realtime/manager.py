"""Socket.IO's rooms, with one thing added: a fact may be withheld from whole rooms."""

from __future__ import annotations

from typing import Any

from socketio import Manager, RedisManager

BARE = ("conference", "stream", "number")


class SparingManager(Manager):  # type: ignore[misc]  # python-socketio has no types
    """Emits to rooms, and of a fact only its number to those who must not hear it.

    `skip_sid` names the rooms to spare, which is how a person is left out in every process: only
    the process that holds a socket knows its id, but all agree on the name of a person's room.
    """

    def emit(
        self,
        event: str,
        data: Any,
        namespace: str,
        room: Any = None,
        skip_sid: list[str] | None = None,
        **kwargs: Any,
    ) -> None:
        """Emit `event` to a room, or a list of rooms, except to the rooms in `skip_sid`."""
        spared = self._sockets(namespace, skip_sid) if skip_sid else set()
        super().emit(event, data, namespace, room=room, skip_sid=list(spared), **kwargs)
        listening = sorted(spared & self._sockets(namespace, room)) if spared else []
        if listening:
            bare = {key: data[key] for key in BARE}
            super().emit(event, bare, namespace, room=listening)

    def _sockets(self, namespace: str, room: Any) -> set[str]:
        return {sid for sid, _ in self.get_participants(namespace, room)}


class SparingRedisManager(RedisManager, SparingManager):  # type: ignore[misc]
    """The same over a message queue, for several processes."""


def make_manager(redis_url: str | None) -> Manager:
    """Return the manager for one process, or for several that share `redis_url`."""
    return SparingRedisManager(redis_url) if redis_url else SparingManager()
