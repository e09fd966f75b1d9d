"""Socket.IO's rooms, with one thing added: some people may hear something else of a fact."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from socketio import Manager, RedisManager

from server.pulse import pulse

Heed = Callable[[dict[str, Any]], None]
HEAD = ("conference", "stream", "number")


class SparingManager(Manager):  # type: ignore[misc]  # python-socketio has no types
    """Emits to rooms, and to some people in them the same number with something else, or nothing.

    `instead` in a message holds what they hear, by the name of their own room. That is how people
    are told apart in every process: only the process that holds a socket knows its id, but all
    agree on the name of a person's room.

    What processes say to each other goes the same way, so that it keeps its place among the facts:
    `heed` names an event that every process acts on, and that no phone hears.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._heeded: dict[str, Heed] = {}

    def heed(self, event: str, act: Heed) -> None:
        """Have `act(data)` done in this process whenever any of them emits `event`."""
        self._heeded[event] = act

    def emit(
        self,
        event: str,
        data: dict[str, Any],
        namespace: str,
        room: Any = None,
        skip_sid: Any = None,
        **kwargs: Any,
    ) -> None:
        """Emit `event` to a room, or a list of rooms, and `data["instead"]` to those it is for."""
        if event in self._heeded:
            self._heeded[event](data)
            return
        message = dict(data)
        instead = message.pop("instead", {})
        committed: float | None = message.pop("committed", None)
        apart = {
            sid: told for name, told in instead.items() for sid in self._sockets(namespace, name)
        }
        skipped = [*(skip_sid or ()), *apart]
        super().emit(event, message, namespace, room=room, skip_sid=skipped, **kwargs)
        for sid in sorted(apart.keys() & self._sockets(namespace, room)) if apart else ():
            head = {key: data[key] for key in HEAD}
            super().emit(event, head | apart[sid], namespace, room=sid)
        if committed is not None:
            pulse.told(committed)

    def _sockets(self, namespace: str, room: Any) -> set[str]:
        return {sid for sid, _ in self.get_participants(namespace, room)}


class SparingRedisManager(RedisManager, SparingManager):  # type: ignore[misc]
    """The same over a message queue, for several processes."""


def make_manager(redis_url: str | None) -> Manager:
    """Return the manager for one process, or for several that share `redis_url`."""
    return SparingRedisManager(redis_url) if redis_url else SparingManager()
