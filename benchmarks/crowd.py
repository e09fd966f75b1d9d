"""A crowd of phones in one process: thousands of Socket.IO connections over real websockets."""

from __future__ import annotations

import json
import select
import socket
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import cycle, islice
from urllib.parse import urlsplit

from benchmarks.lines import (
    ANSWER,
    CONNECTED,
    FACT,
    OPEN,
    PING,
    READ,
    REFUSED,
    Line,
    Spoiled,
    handshake,
    is_upgraded,
    packets,
    send,
)

PATIENCE = 60.0  # seconds
AT_ONCE = 256  # phones that are about to connect; a hall's access points let no more through
LOOKS = 0.002  # seconds between two looks of those who sleep


@dataclass(slots=True, eq=False)
class Phone(Line):
    """One connection. stream: what it subscribes to; number: of the last fact that it heard.

    unread: facts that it has not looked into yet, as that takes longer than to hear them.
    dropped: it is not connected any more.
    """

    cookie: str
    stream: str
    url: str
    upgraded: bool = False
    connected: bool = False
    subscribed: bool = False
    dropped: bool = False
    number: int = 0
    unread: list[bytes] = field(default_factory=list)


class Crowd:
    """Phones at some servers. urls: where these are; cookies and streams: of each phone."""

    def __init__(self, urls: Sequence[str], cookies: Sequence[str], streams: Sequence[str]) -> None:
        self._poll = select.epoll()
        self._by_file: dict[int, Phone] = {}
        self.phones = [
            Phone(cookie, stream, url)
            for cookie, stream, url in zip(cookies, streams, cycle(urls), strict=False)
        ]

    def connect(self, *, stalled: int = 0) -> tuple[float, float]:
        """Let everybody connect, then subscribe; return the seconds that both took the last.

        stalled: so many will stop reading then, and their kernel takes in little.
        """
        began = time.perf_counter()
        waiting, slow = deque(self.phones), set(self.phones[:stalled])
        under_way: set[Phone] = set()
        while waiting or under_way:
            for phone in list(islice(waiting, AT_ONCE - len(under_way))):
                waiting.popleft()
                self._call(phone, receive_buffer=4096 if phone in slow else None)
                under_way.add(phone)
            under_way -= {phone for phone in self._read_some() if phone.connected}
        connected = time.perf_counter()
        missing = set(self.phones)
        self._ask()
        while missing:
            missing -= {phone for phone in self._read_some() if phone.subscribed}
        return connected - began, time.perf_counter() - connected

    def connect_beside(self, stopped: Callable[[], AbstractContextManager[None]]) -> float:
        """Let everybody connect and subscribe; return for how many seconds the servers worked.

        They are `stopped` while phones work, and phones asleep while they do, so that neither
        takes the other's processor. What phones say waits in the kernel, so they must not be more
        than it takes.
        """
        seconds = self._answered(stopped, self._call_all)
        seconds += self._answered(stopped, self._read_once)  # which says hello
        seconds += self._answered(stopped, self._subscribe)
        self._read_once()
        assert all(phone.subscribed for phone in self.phones)
        return seconds

    def hear(self, number: int, phones: Sequence[Phone] | None = None) -> list[float]:
        """Wait until everybody, or these, have heard a fact; return when each of them had.

        What these heard is looked into as the others catch up, who are not waited for very long.
        """
        missing = {phone for phone in phones or self.phones if phone.number < number}
        moments = []
        while missing:
            for phone in self._read_some():
                if phone.number + len(phone.unread) >= number and phone in missing:
                    moments.append(time.perf_counter())
                    missing.discard(phone)
                elif phone.dropped and phone in missing:
                    raise Spoiled("somebody was dropped who read all along")
        if phones is None:
            self._read()
        return moments

    def stall(self, phones: Sequence[Phone]) -> None:
        """Stop reading what these are sent."""
        for phone in phones:
            assert phone.socket is not None
            self._poll.unregister(phone.socket)

    def catch_up(self, phones: Sequence[Phone], number: int) -> int:
        """Read on; return how many have heard a fact in the end. The others were dropped."""
        for phone in phones:
            assert phone.socket is not None
            self._poll.register(phone.socket, select.EPOLLIN)
        missing = set(phones)
        while missing:
            for phone in self._read_some():
                if phone.dropped or phone.number + len(phone.unread) >= number:
                    missing.discard(phone)
        self._read()
        return sum(phone.number >= number for phone in phones)

    def hang_up(self) -> None:
        """Be gone, all at once and without a word."""
        for phone in self.phones:
            self._lose(phone)

    def _answered(
        self, stopped: Callable[[], AbstractContextManager[None]], act: Callable[[], None]
    ) -> float:
        """Act, sleep until everybody is answered, and return how long that took.

        Nothing is read meanwhile: looking is cheap, and seldom.
        """
        with select.epoll() as looking:
            with stopped():
                act()
                for file in self._by_file:
                    looking.register(file, select.EPOLLIN | select.EPOLLONESHOT)
                began = time.perf_counter()
            missing = len(self._by_file)
            while missing:
                assert time.perf_counter() - began < PATIENCE, f"{missing} are not answered"
                missing -= len(looking.poll(0, maxevents=missing))
                time.sleep(LOOKS)
        return time.perf_counter() - began

    def _call_all(self) -> None:
        for phone in self.phones:
            self._call(phone, receive_buffer=None)

    def _read_once(self) -> None:
        """Read what everybody was answered."""
        missing = set(self.phones)
        while missing:
            missing -= set(self._read_some())

    def _subscribe(self) -> None:
        self._read_once()
        self._ask()

    def _ask(self) -> None:
        for phone in self.phones:
            asked = ["subscribe", {"conference": "benchmark", "stream": phone.stream}]
            send(phone, b"420" + json.dumps(asked).encode())

    def _call(self, phone: Phone, *, receive_buffer: int | None) -> None:
        """Begin to connect: everything that need not wait for an answer is sent at once."""
        phone.socket = socket.socket()
        if receive_buffer:
            phone.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        phone.heard = bytearray()
        phone.upgraded = phone.connected = phone.subscribed = False
        phone.dismissed = phone.dropped = False
        phone.number = 0
        parts = urlsplit(phone.url)
        phone.socket.connect((parts.hostname, parts.port))
        phone.socket.settimeout(0)
        phone.socket.send(handshake(phone.url, phone.cookie))
        self._by_file[phone.socket.fileno()] = phone
        self._poll.register(phone.socket, select.EPOLLIN)

    def _read_some(self) -> Iterator[Phone]:
        """Read what has come; yield whoever heard something, or was dropped."""
        found = self._poll.poll(PATIENCE)
        if not found:
            raise TimeoutError("nothing comes any more")
        for file, _ in found:
            phone = self._by_file[file]
            assert phone.socket is not None
            try:
                data = phone.socket.recv(READ)
            except BlockingIOError:
                continue
            except ConnectionError:
                data = b""
            if not data and not phone.connected:
                raise Spoiled("somebody was not let in")
            if not data:
                if phone.heard or not phone.dismissed:
                    raise Spoiled("somebody was cut off in the middle of a word")
                self._lose(phone)
            else:
                phone.heard += data
                self._understand(phone)
            yield phone

    def _understand(self, phone: Phone) -> None:
        if not phone.upgraded:
            phone.upgraded = is_upgraded(phone)
            if not phone.upgraded:
                return
        for packet in packets(phone):
            self._act(phone, packet)

    def _act(self, phone: Phone, packet: bytes) -> None:
        if packet.startswith(FACT):
            phone.unread.append(packet)
        elif packet == PING:
            send(phone, b"3")
        elif packet.startswith(OPEN):
            send(phone, b"40")
        elif packet.startswith(CONNECTED):
            phone.connected = True
        elif packet.startswith(ANSWER):
            (answer,) = json.loads(packet[packet.index(b"[") :])
            phone.number = max(phone.number, answer["number"])
            phone.subscribed = True
        elif packet.startswith(REFUSED):
            raise Spoiled(packet)

    def _read(self) -> None:
        """Look into all that was heard: it must be what was told, whole and in order."""
        for phone in self.phones:
            for packet in phone.unread:
                _, fact = json.loads(packet[2:])
                where, number = fact["stream"], fact["number"]
                first = where.startswith(f"{phone.stream}:") and number == 1  # of a new table
                if not first and (where, number) != (phone.stream, phone.number + 1):
                    raise Spoiled(f"after {phone.stream} {phone.number} came {packet[:100]!r}")
                if fact["data"]["text"].strip("x"):
                    raise Spoiled("facts are mixed up")
                phone.number += 1
            phone.unread.clear()

    def _lose(self, phone: Phone) -> None:
        if phone.socket is not None:
            self._by_file.pop(phone.socket.fileno(), None)
            phone.socket.close()
        phone.socket, phone.dropped = None, True
