"""One phone's websocket: read by a greenlet of its own, written by whoever has something to say.

A frame goes straight to the kernel. What the kernel does not take waits here, in order, and follows
when there is room; a phone with too much waiting is told to come back and gets a snapshot then.
"""

from __future__ import annotations

import os
import socket
import time
from collections import deque
from contextlib import suppress
from typing import Any

import gevent
from engineio import Server
from engineio.packet import Packet

from server.database import BREATH, in_turns
from server.pulse import pulse
from server.realtime.transport import frames

READ = 1 << 14  # bytes
FOR_WRITING = 2  # to gevent's loop
MOST_WAITING = 1 << 20  # bytes for one phone
GONE = 0.0  # of the monotonic clock: before all else
FOR_THE_LAST = 10.0  # seconds in which a phone may take in what it is still owed

NONE: deque[bytes] = deque(maxlen=0)  # one for all phones for which nothing waits
MESSAGE, CLOSE = "4", "1"  # of Engine.IO
ASK = frames.text(b"2")  # is the phone still there?
OVER = frames.text(b"1") + frames.close(frames.GOING_AWAY)


class Wire:
    """A connected phone, in the place of Engine.IO's own socket, whose public names it has.

    engine: the Engine.IO server. connection: its socket, of which nobody else reads or writes.
    waiting: how many bytes wait for the phone to read.
    """

    __slots__ = (
        "_asked",
        "_connection",
        "_ends_at",
        "_file",
        "_frames",
        "_room",
        "closed",
        "closing",
        "server",
        "sid",
        "waiting",
    )
    connected = upgraded = True

    def __init__(self, engine: Server, sid: str, connection: socket.socket) -> None:
        self.server = engine
        self.sid = sid
        self.closing = self.closed = False
        self.waiting = 0
        self._connection = connection
        self._file = connection.fileno()
        self._frames: deque[bytes] = NONE  # that wait
        self._room: Any = None  # watches for room in the kernel while something waits
        self._ends_at: float | None = None  # by the monotonic clock; nothing more is said
        self._asked = False

    def listen(self) -> None:
        """Act on what the phone says until it hangs up. Its greenlet does nothing else."""
        reader = frames.Reader(self.server.max_http_buffer_size)
        try:
            while data := self._connection.recv(READ):
                self._asked = False
                for [(kind, payload)] in in_turns(reader.read(data), 1):
                    if not self._hear(kind, payload):
                        return
                if len(data) == READ:
                    time.sleep(BREATH)  # more may have come meanwhile, without end
        except frames.Broken as broken:
            self._end_with(frames.close(broken.code))
        except OSError:
            pass
        finally:
            self._ends_at = GONE  # whoever asked for this closes the connection
            self._rest()
            self.close(abort=True, reason=self.server.reason.TRANSPORT_CLOSE)

    def write(self, frame: bytes) -> None:
        """Say something after all that was said before. Never waits, and never fails."""
        if self._ends_at is not None:
            return
        if not self._frames:
            frame = frame[self._put(frame) :]
            if not frame:
                return
            self._frames = deque()
            self._room = gevent.get_hub().loop.io(self._file, FOR_WRITING)
            self._room.start(self._go_on)
        self._frames.append(frame)
        self.waiting += len(frame)
        if self.waiting > MOST_WAITING:
            self._lose_patience()

    def ask(self) -> None:
        """Ask whether the phone is there. Whoever did not answer the last time is cut off."""
        if self._asked:
            self.cut()
        else:
            self._asked = True
            self.write(ASK)

    def send(self, packet: Packet) -> None:
        """Say what Engine.IO wants said."""
        self.write(frames.text(packet.encode().encode()))

    def close(self, wait: bool = True, abort: bool = False, reason: str | None = None) -> None:  # noqa: FBT001, FBT002
        """End it, as Engine.IO's own sockets do."""
        if self.closing:
            return
        self.closing = True
        reason = reason or self.server.reason.SERVER_DISCONNECT
        self.server._trigger_event("disconnect", self.sid, reason, run_async=False)
        self.closed = True
        self.server.sockets.pop(self.sid, None)
        if abort:
            self.cut()
        else:
            self._end_with(OVER)

    def check_ping_timeout(self) -> bool:
        """Say that all is well: whoever is silent is found by `ask`."""
        return True

    def dismiss(self) -> None:
        """Say goodbye and hear nothing more: the server ends, and the phone may come back."""
        self._end_with(frames.close(frames.GOING_AWAY))
        with suppress(OSError):
            self._connection.shutdown(socket.SHUT_RD)

    def cut_if_late(self) -> None:
        """Cut off a phone that should be gone by now."""
        if self._ends_at is not None and time.monotonic() > self._ends_at:
            self.cut()

    def cut(self) -> None:
        """Hang up, whatever waits. The greenlet that listens finds out."""
        if self._ends_at == GONE:
            return
        self._ends_at = GONE
        self._rest()
        with suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)

    def _hear(self, kind: int, payload: bytes) -> bool:
        """Act on a frame; say whether there may be more."""
        if kind == frames.CLOSE:
            self._end_with(frames.close(frames.GOING_AWAY))
            return False
        if kind == frames.PING:
            self.write(frames.pong(payload))
        elif kind == frames.TEXT:
            return self._obey(_decoded(payload))
        return True

    def _obey(self, packet: str) -> bool:
        """Act on a packet of Engine.IO."""
        kind, content = packet[:1], packet[1:]
        if kind == MESSAGE and not self.closing:
            self.server._trigger_event("message", self.sid, content, run_async=False)
        return kind != CLOSE

    def _put(self, frame: bytes) -> int:
        """Hand the kernel what it takes; return how much that was, all if the phone is gone."""
        try:
            return os.write(self._file, frame)
        except BlockingIOError:
            return 0
        except OSError:
            self.cut()
            return len(frame)

    def _go_on(self) -> None:
        """Write what waits, now that there is room. Called by the loop, which must not wait."""
        while self._frames:
            put = self._put(self._frames[0])
            if not self._frames:
                return  # the phone is gone
            self.waiting -= put
            if rest := self._frames[0][put:]:
                self._frames[0] = rest
                return
            self._frames.popleft()
        self._rest()
        if self._ends_at is not None:
            self._hang_up()

    def _rest(self) -> None:
        """Have nothing that waits any more."""
        self._frames, self.waiting = NONE, 0
        if self._room is not None:
            self._room.stop()
            self._room.close()
            self._room = None

    def _lose_patience(self) -> None:
        """Finish the frame that was begun, and let the phone come back for a snapshot."""
        pulse.dropped_slow()
        self._ends_at = time.monotonic() + FOR_THE_LAST
        begun, goodbye = self._frames[0], frames.close(frames.TRY_AGAIN_LATER)
        self._frames = deque((begun, goodbye))
        self.waiting = len(begun) + len(goodbye)

    def _end_with(self, frame: bytes) -> None:
        """Say this last, after what waits, and hang up; at the latest in a while."""
        self.write(frame)
        if self._ends_at is None:
            self._ends_at = time.monotonic() + FOR_THE_LAST
        if not self._frames:
            self._hang_up()

    def _hang_up(self) -> None:
        """Say no more, and listen until the phone has hung up, too.

        A connection that is closed while the phone still says something is torn down, with all
        that it has not read yet.
        """
        with suppress(OSError):
            self._connection.shutdown(socket.SHUT_WR)


def _decoded(payload: bytes) -> str:
    try:
        return payload.decode()
    except UnicodeDecodeError as error:
        raise frames.Broken(frames.NOT_UTF8) from error
