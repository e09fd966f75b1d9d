"""Socket.IO's rooms, by which a full hall is told something, and some people something else."""

from __future__ import annotations

import logging
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import orjson
from redis import RedisError
from redis import TimeoutError as RedisTimeoutError
from redis.client import PubSub
from socketio import Manager, RedisManager
from socketio.packet import EVENT, Packet

from server.database import in_turns
from server.pulse import pulse
from server.realtime import queue
from server.realtime.transport import frames
from server.realtime.transport.wire import Wire

log = logging.getLogger(__name__)

Heed = Callable[[dict[str, Any]], None]
Emit = tuple[str, dict[str, Any], Any]  # an event, its message, and the rooms it is for
TOGETHER = "together"  # the name of many emits in one
HEAD = ("conference", "stream", "number")
AT_ONCE = 100  # phones written to, before others are served
AWAY = 2.0  # seconds in which a queue that did not answer is left alone
QUIET = 5.0  # seconds, after which a queue that told nothing is asked whether it is still there
EVENT_OF_ALL = b"42"  # Engine.IO's message, Socket.IO's event in the namespace that we use


class SparingManager(Manager):  # type: ignore[misc]  # python-socketio has no types
    """Emits to rooms, and to some people in them the same number with something else, or nothing.

    `instead` in a message holds what they hear, by the name of their own room. That is how people
    are told apart in every process: only the process that holds a socket knows its id, but all
    agree on the name of a person's room.

    What processes say to each other goes the same way, so that it keeps its place among the facts:
    `heed` names an event that every process acts on, and that no phone hears. One is known from
    the beginning: `TOGETHER`, whose `data["emits"]` are told each to its own rooms.

    A message is encoded once for everybody, down to the websocket's frame. Others are served while
    a hall is told something, but nothing is told to anybody before it: all hear all in one order.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._heeded: dict[str, Heed] = {TOGETHER: self._tell_together}
        self._telling = threading.Lock()
        self._rooms_of: dict[str, set[Any]] = defaultdict(set)

    def heed(self, event: str, act: Heed) -> None:
        """Have `act(data)` done in this process whenever any of them emits `event`."""
        self._heeded[event] = act

    def emit(
        self,
        event: str,
        data: dict[str, Any],
        namespace: str,
        room: Any = None,
        **_options: Any,
    ) -> None:
        """Emit `event` to a room, or a list of rooms, and `data["instead"]` to those it is for."""
        if event in self._heeded:
            self._heeded[event](data)
            return
        message = dict(data)
        self._tell([(event, message, room)], namespace, message.pop("committed", None))

    def get_participants(self, namespace: str, room: Any) -> Iterator[tuple[str, str]]:
        """Yield whose sockets are in a room, or in any of a list, each once: both their ids."""
        yield from self._sockets_in(namespace, room).items()

    def basic_enter_room(
        self, sid: str, namespace: str, room: Any, eio_sid: str | None = None
    ) -> None:
        """Let a socket into a room, and know it by the socket, too.

        A room is a plain dictionary, which is small. Only of the room of all is it ever asked
        whose an Engine.IO socket is, so only that one can be read both ways.
        """
        if room is not None and namespace in self.rooms:
            self.rooms[namespace].setdefault(room, {})
        super().basic_enter_room(sid, namespace, room, eio_sid=eio_sid)
        self._rooms_of[sid].add(room)

    def basic_leave_room(self, sid: str, namespace: str, room: Any) -> None:
        """Let a socket out of a room."""
        super().basic_leave_room(sid, namespace, room)
        if sid in self._rooms_of:
            self._rooms_of[sid].discard(room)

    def basic_disconnect(self, sid: str, namespace: str, **options: Any) -> None:
        """Let a socket out of its own rooms; Socket.IO would look through everybody's."""
        for room in self._rooms_of.pop(sid, ()):
            super().basic_leave_room(sid, namespace, room)
        self.callbacks.pop(sid, None)
        for pending in (self.pending_connect, self.pending_disconnect):
            if sid in pending.get(namespace, ()):
                pending[namespace].remove(sid)

    def _tell_together(self, data: dict[str, Any]) -> None:
        self._tell(data["emits"], "/", data["committed"])

    def _tell(self, emits: Sequence[Emit], namespace: str, committed: float | None) -> None:
        """Frame all of it, then write: many sockets are written to sooner in one go."""
        sockets = self.server.eio.sockets
        with self._telling:
            parts = (part for emit in emits for part in self._parts(*emit, namespace))
            framed = [
                (engine_sid, told, frame)
                for some in in_turns(parts, AT_ONCE)
                for told, engine_sids in some
                for frame in [frames.text(EVENT_OF_ALL + orjson.dumps(told))]
                for engine_sid in engine_sids
            ]
            for some in in_turns(framed, AT_ONCE):
                for engine_sid, told, frame in some:
                    socket = sockets.get(engine_sid)
                    if isinstance(socket, Wire):
                        socket.write(frame)
                    else:  # it polls, or its handshake was unusual
                        packet = Packet(EVENT, namespace=namespace, data=told)
                        self.server._send_packet(engine_sid, packet)  # noqa: SLF001
        if committed is not None:
            for _ in emits:
                pulse.told(committed)

    def _parts(
        self, event: str, data: dict[str, Any], room: Any, namespace: str
    ) -> Iterator[tuple[list[Any], Iterable[str]]]:
        """Yield what is told, and to whose sockets: to all but some, then to each of these."""
        message = dict(data)
        everybody = self._sockets_in(namespace, room)
        apart = {
            sid: (engine_sid, told)
            for name, told in message.pop("instead", {}).items()
            for sid, engine_sid in self.get_participants(namespace, name)
            if everybody.pop(sid, None)
        }
        yield [event, message], everybody.values()
        head = {key: data[key] for key in HEAD} if apart else {}
        for engine_sid, told in apart.values():
            yield [event, head | told], [engine_sid]

    def _sockets_in(self, namespace: str, room: Any) -> dict[str, str]:
        rooms = self.rooms.get(namespace, {})
        found: dict[str, str] = {}
        for one in room if isinstance(room, list) else [room]:
            if one in rooms:
                found.update(rooms[one])
        return found


class SparingRedisManager(RedisManager, SparingManager):  # type: ignore[misc]
    """The same over a message queue, for several processes.

    Those who write wait for it briefly, and while it is away or silent, not at all: what the
    others do not hear of it, they read in the next beat. Who listens asks now and then whether it
    is still there, and is back soon after it is.
    """

    def __init__(self, redis_url: str) -> None:
        super().__init__(redis_url)
        self._queue = queue.client(redis_url)
        self._away_until = 0.0

    def _publish(self, data: dict[str, Any]) -> None:
        """Tell the other processes, unless the queue did not answer just now."""
        if time.monotonic() < self._away_until:
            return
        try:
            self._queue.publish(self.channel, self.json.dumps(data))
        except RedisError as error:
            self._away_until = time.monotonic() + AWAY
            log.warning("other processes do not hear of it: %s", type(error).__name__)

    def _listen(self) -> Iterator[bytes]:
        """Yield what processes tell each other. Socket.IO's own could be back a minute late."""
        while True:
            try:
                with PubSub(self._queue.connection_pool, ignore_subscribe_messages=True) as heard:
                    heard.subscribe(self.channel)
                    yield from _heard(heard)
            except RedisError as error:
                log.warning("other processes are not heard: %s", type(error).__name__)
            time.sleep(AWAY)


def _heard(queue: PubSub) -> Iterator[bytes]:
    """Yield what a queue tells. Raises RedisError when it says nothing even if it is asked to."""
    asked = False
    while True:
        message = queue.get_message(timeout=QUIET)
        if message is None and asked:
            raise RedisTimeoutError
        if message is None:
            queue.ping()
        elif message["type"] == "message":
            yield message["data"]
        asked = message is None


def make_manager(redis_url: str | None) -> Manager:
    """Return the manager for one process, or for several that share `redis_url`."""
    return SparingRedisManager(redis_url) if redis_url else SparingManager()
