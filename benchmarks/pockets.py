"""Phones in the pockets of a hall that is talking, in one process, by the rules of the real one.

Each follows what a phone on the page of a talk follows, comes back with the same patience, asks in
one message where its streams stand, and fetches the snapshot of whatever is behind
(`pwa/src/live/socket.ts`, `numbers.ts`, `stream.ts`, `tables/follow.ts`).
"""

from __future__ import annotations

import errno
import gzip
import heapq
import itertools
import json
import select
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Any
from urllib.parse import urlsplit

from benchmarks.lines import (
    ANSWER,
    BROWSER,
    CONNECTED,
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

EVENT = b"42["
LOOK = 0.1  # seconds
FIRST, LONGEST = 1.0, 3.0  # seconds before a phone tries again
HOLD, JITTER = 0.5, 1.0  # seconds before a phone that missed something asks
AGAIN, AT_MOST = 1.0, 15.0  # seconds before a phone asks again whose question failed
OVERDUE = 1.5  # seconds that a phone waits for its table, and as much more by chance

# What the stores of the page of a talk fetch besides the talk, and the fields of the answer that
# say where it stands in one's own stream and in the feed's.
STORES = {
    "/me": ("number", None),
    "": (None, "number"),
    "/waves": ("number", "feed_number"),
    "/meet-now": ("number", "feed_number"),
    "/invitations": ("number", "feed_number"),
    "/free-now": (None, "number"),
    "/feed?limit=50": (None, "number"),
}


@dataclass(slots=True, eq=False)
class Store:
    """What is known of something. at: where it stands in each of its streams, by their names.

    fields: of the answer that say so. known: what the streams are known to have come to.
    """

    path: str
    fields: dict[str, str]
    at: dict[str, int] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    held: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    fetching: bool = False
    waiting: bool = False
    failures: int = 0

    def is_behind(self) -> bool:
        """Say whether a stream has come further than what is known of it."""
        return any(number > self.at.get(stream, 0) for stream, number in self.known.items())


@dataclass(slots=True, eq=False)
class Phone(Line):
    """Somebody's phone. talk and table: as it shows them. changed: when it last showed others.

    asking: the path that it waits for an answer of; wanted: those it has yet to ask for.
    """

    cookie: str
    person: str
    talk_store: Store
    stores: list[Store]
    upgraded: bool = False
    connected: bool = False
    failures: int = 0
    talk: dict[str, Any] = field(default_factory=dict)
    table: str | None = None
    awaited: bool = False
    changed: float = 0.0
    http: Line = field(default_factory=Line)
    asking: Store | None = None
    wanted: list[Store] = field(default_factory=list)


class Pockets:
    """The phones of a talk. inside: the API's path of the conference.

    fetched: how many snapshots they were given; sent: how many came over the socket instead.
    busy: how often they were told to come later.
    tries: how often they tried to connect; answered: when the first had a websocket, since this
        was set to None.
    """

    def __init__(self, url: str, slug: str, talk: str, people: Iterable[tuple[str, str]]) -> None:
        parts = urlsplit(url)
        self._address = (parts.hostname or "", parts.port or 80)
        self._url = url
        self._slug = slug
        self._talk = talk
        self._chance = Random(talk)
        self._poll = select.epoll()
        self._by_file: dict[int, tuple[Phone, Line]] = {}
        self._timers: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()
        self.fetched = self.sent = self.busy = self.tries = 0
        self.answered: float | None = None
        self.phones = [self._phone(cookie, person) for cookie, person in people]

    def _phone(self, cookie: str, person: str) -> Phone:
        own = f"person:{person}"
        fields = {f"talk:{self._talk}": "number", own: "person_number"}
        stores = [
            Store(path, {stream: one for stream, one in ((own, mine), ("feed", all_)) if one})
            for path, (mine, all_) in STORES.items()
        ]
        return Phone(cookie, person, Store(f"/talks/{self._talk}", fields), stores)

    def arrive(self, within: float) -> None:
        """Let everybody come, one after the other, and fetch the talk."""
        for phone in self.phones:
            self._later(within * self._chance.random(), partial(self._call, phone))
            self._want(phone, phone.talk_store)

    def go_on(self, done: Callable[[], bool], seconds: float) -> None:
        """Let them go on until it is done, which is asked now and then.

        Raises TimeoutError after so many seconds.
        """
        begun = asked = time.perf_counter()
        while True:
            now = time.perf_counter()
            if now > asked + LOOK:
                if done():
                    return
                asked = time.perf_counter()
            if now > begun + seconds:
                raise TimeoutError
            while self._timers and self._timers[0][0] <= now:
                heapq.heappop(self._timers)[2]()
            wait = self._timers[0][0] - time.perf_counter() if self._timers else 0.05
            for file, event in self._poll.poll(max(0.0, min(wait, 0.05))):
                if file in self._by_file:
                    self._happened(*self._by_file[file], event)

    # Connections

    def _open(self, phone: Phone, line: Line) -> bool:
        """Begin to connect; say whether that is possible at all."""
        line.heard, line.dismissed = bytearray(), False
        line.socket = socket.socket()
        line.socket.settimeout(0)
        if line.socket.connect_ex(self._address) not in {0, errno.EINPROGRESS}:
            line.socket.close()
            line.socket = None
            return False
        self._by_file[line.socket.fileno()] = phone, line
        self._poll.register(line.socket, select.EPOLLOUT)
        return True

    def _close(self, line: Line) -> None:
        if line.socket is not None:
            del self._by_file[line.socket.fileno()]
            line.socket.close()
            line.socket = None

    def _happened(self, phone: Phone, line: Line, event: int) -> None:
        assert line.socket is not None
        try:
            if event & select.EPOLLOUT and not event & select.EPOLLERR:
                self._poll.modify(line.socket, select.EPOLLIN)
                line.socket.send(handshake(self._url, phone.cookie) if line is phone else b"")
                if line is phone.http:
                    self._ask(phone)
                return
            data = line.socket.recv(READ)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._close(line)
            (self._come_back if line is phone else self._fail)(phone)
            return
        line.heard += data
        (self._understand if line is phone else self._answered)(phone)

    def _call(self, phone: Phone) -> None:
        self.tries += 1
        phone.upgraded = phone.connected = False
        if not self._open(phone, phone):
            self._come_back(phone)

    def _come_back(self, phone: Phone) -> None:
        phone.upgraded = phone.connected = False
        longest = min(LONGEST, FIRST * 2**phone.failures)
        phone.failures += 1
        self._later(longest * (0.25 + 0.75 * self._chance.random()), lambda: self._call(phone))

    def _later(self, seconds: float, act: Callable[[], None]) -> None:
        heapq.heappush(self._timers, (time.perf_counter() + seconds, next(self._order), act))

    # What is told

    def _understand(self, phone: Phone) -> None:
        if not phone.upgraded:
            phone.upgraded = is_upgraded(phone)
            if not phone.upgraded:
                return
            self.answered = self.answered or time.perf_counter()
        for packet in packets(phone):
            if packet.startswith(EVENT):
                self._told(phone, *json.loads(packet[2:]))
            elif packet == PING:
                send(phone, b"3")
            elif packet.startswith(OPEN):
                send(phone, b"40")
            elif packet.startswith(CONNECTED):
                phone.connected, phone.failures = True, 0
                self._subscribe(phone, self.streams(phone))
                _say(phone, "clock", {})
            elif packet.startswith(ANSWER):
                (answer,) = json.loads(packet[packet.index(b"[") :])
                self._told(phone, "answer", answer)
            elif packet.startswith(REFUSED):
                raise Spoiled(packet)

    def stands(self, phone: Phone) -> Iterator[tuple[str, int]]:
        """Yield where each store of a phone stands in each of the streams that it follows."""
        for store in (phone.talk_store, *phone.stores):
            for stream in self.streams(phone):
                if self._follows(phone, store, stream):
                    yield stream, store.at.get(stream, 0)

    def streams(self, phone: Phone) -> list[str]:
        """Return what a phone follows."""
        own = [*phone.talk_store.fields, "feed"]
        return [*own, f"table:{phone.table}"] if phone.table else own

    def _subscribe(self, phone: Phone, streams: list[str]) -> None:
        if phone.connected:
            store, own = phone.talk_store, f"talk:{self._talk}"
            at = {own: store.at[own]} if own in streams and own in store.at else {}
            _say(phone, "subscribe", {"conference": self._slug, "streams": streams, "at": at})

    def _told(self, phone: Phone, kind: str, said: dict[str, Any]) -> None:
        if kind == "fact":
            self._hear(phone, said)
        elif "numbers" in said:
            for text in said.get("missed", {}).values():
                self._take(phone, json.loads(text))
            self._reached(phone, said["numbers"])
            problems = said.get("problems", {})
            passing = [stream for stream, why in problems.items() if why["status"] >= 500]
            if passing:
                self.busy += 1
                again = 10.0 * (0.25 + 0.75 * self._chance.random())
                self._later(again, lambda: self._subscribe(phone, passing))

    def _take(self, phone: Phone, snapshot: dict[str, Any]) -> None:
        """Take what was sent, unless more is known by now, or is on its way."""
        store = phone.talk_store
        newer = all(
            snapshot[name] >= store.at.get(stream, 0) for stream, name in store.fields.items()
        )
        if newer and not store.fetching:
            self.sent += 1
            self._loaded(phone, store, snapshot)

    def _reached(self, phone: Phone, numbers: dict[str, int]) -> None:
        for store in (phone.talk_store, *phone.stores):
            for stream, number in numbers.items():
                if self._follows(phone, store, stream):
                    if store is not phone.talk_store:
                        store.at.setdefault(stream, number)  # as if it had been fetched before
                    store.known[stream] = max(number, store.known.get(stream, 0))
            self._settle(phone, store)

    def _follows(self, phone: Phone, store: Store, stream: str) -> bool:
        mine = store is phone.talk_store and stream == f"table:{phone.table}"
        return mine or stream in store.fields

    def _hear(self, phone: Phone, fact: dict[str, Any]) -> None:
        stream, number = fact["stream"], fact["number"]
        if stream.startswith("table:") and stream != f"table:{phone.table}":
            self._apply(phone, fact)
            if stream == f"table:{phone.table}":
                phone.talk_store.at[stream] = number
            return
        for store in (phone.talk_store, *phone.stores):
            if self._follows(phone, store, stream):
                store.held[stream, number] = fact
                store.known[stream] = max(number, store.known.get(stream, 0))
                self._settle(phone, store)

    def _settle(self, phone: Phone, store: Store) -> None:
        """Apply what comes next; ask for the snapshot, before long, where something is missing."""
        if store.fetching:
            return
        for stream, number in sorted(store.held):
            if number <= store.at.get(stream, 0):
                del store.held[stream, number]
            elif number == store.at.get(stream, 0) + 1:
                fact = store.held.pop((stream, number))
                store.at[stream] = number
                if store is phone.talk_store:
                    self._apply(phone, fact)
        if store.is_behind() and not store.waiting:
            store.waiting = True
            pause = HOLD + JITTER * self._chance.random()
            self._later(pause, lambda: self._mend(phone, store))

    def _mend(self, phone: Phone, store: Store) -> None:
        store.waiting = False
        if store.is_behind():
            self._want(phone, store)

    def _apply(self, phone: Phone, fact: dict[str, Any]) -> None:
        told = fact.get("data") or {}
        talk, table = told.get("talk"), told.get("table")
        if not talk or talk["id"] != self._talk:
            return
        if talk["version"] >= phone.talk.get("version", 0):
            if talk["round"] != phone.talk.get("round") or talk["phase"] == "setting":
                self._sit(phone, None)
                phone.awaited = True
                if talk["phase"] != "setting":
                    wait = OVERDUE * (1 + self._chance.random())
                    self._later(wait, lambda: self._overdue(phone))
            phone.talk, phone.changed = talk, time.perf_counter()
        if table and any(one["person"]["id"] == phone.person for one in table["people"]):
            self._sit(phone, table["id"])

    def _overdue(self, phone: Phone) -> None:
        if phone.awaited and phone.talk["phase"] != "setting":
            self._want(phone, phone.talk_store)

    def _sit(self, phone: Phone, table: str | None) -> None:
        if table == phone.table:
            return
        store = phone.talk_store
        for stream in [one for one in store.known if one.startswith("table:")]:
            del store.known[stream]
        if phone.table and phone.connected:
            _say(phone, "unsubscribe", {"conference": self._slug, "stream": f"table:{phone.table}"})
        phone.table, phone.awaited, phone.changed = table, table is None, time.perf_counter()
        if table:
            self._subscribe(phone, [f"table:{table}"])

    # What is fetched

    def _want(self, phone: Phone, store: Store) -> None:
        if not store.fetching:
            store.fetching = True
            phone.wanted.append(store)
            if phone.asking is None:
                self._ask(phone)

    def _ask(self, phone: Phone) -> None:
        """Ask for the next of what is wanted, once there is a connection for it."""
        if phone.asking is None and phone.wanted:
            phone.asking = phone.wanted.pop(0)
            if phone.http.socket is None:
                if not self._open(phone, phone.http):
                    self._fail(phone)
                return
        if phone.asking is not None and phone.http.socket is not None:
            lines = (
                f"GET /api/v1/conferences/{self._slug}{phone.asking.path} HTTP/1.1",
                f"Host: {urlsplit(self._url).netloc}",
                "Connection: keep-alive",
                "Sec-Fetch-Site: same-origin",
                "Accept: application/json",
                *BROWSER,
                f"Cookie: {phone.cookie}",
            )
            phone.http.socket.send("\r\n".join((*lines, "", "")).encode())

    def _answered(self, phone: Phone) -> None:
        line = phone.http
        head, end, body = bytes(line.heard).partition(b"\r\n\r\n")
        if not end:
            return
        status, *headers = head.decode().lower().split("\r\n")
        said = dict(one.split(": ", 1) for one in headers)
        if len(body) < int(said["content-length"]):
            return
        line.heard = bytearray()
        if said.get("connection") == "close":
            self._close(line)
        store = phone.asking
        if " 200 " not in status + " " or store is None:
            self.busy += 1
            self._fail(phone)
            return
        if said.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        phone.asking, store.fetching, store.failures = None, False, 0
        self.fetched += 1
        self._loaded(phone, store, json.loads(body))
        self._ask(phone)

    def _loaded(self, phone: Phone, store: Store, snapshot: dict[str, Any]) -> None:
        for stream, name in store.fields.items():
            store.at[stream] = snapshot[name]
        if store is phone.talk_store and snapshot["talk"]["version"] >= phone.talk.get(
            "version", 0
        ):
            phone.talk, phone.changed = snapshot["talk"], time.perf_counter()
            table = snapshot["table"]
            self._sit(phone, table["id"] if table else None)
            if table:
                store.at[f"table:{table['id']}"] = snapshot["table_number"]
        self._settle(phone, store)

    def _fail(self, phone: Phone) -> None:
        self._close(phone.http)
        phone.http.heard = bytearray()
        store, phone.asking = phone.asking, None
        if store is not None:
            store.fetching = False
            pause = min(AT_MOST, AGAIN * 2**store.failures) * (0.5 + self._chance.random())
            store.failures += 1
            self._later(pause, lambda: self._want(phone, store))
        self._ask(phone)


def _say(phone: Phone, event: str, message: object) -> None:
    send(phone, b"420" + json.dumps([event, message], separators=(",", ":")).encode())
