"""Devices that write to a real server as fast as it lets them, and phones that listen to it.

They behave as phones do: a command that has no answer, or one that says to try again, is sent
again under the same id until it has one; a socket that breaks is connected again.
"""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit

from flask import Flask

from server.conferences.models import Conference
from tests.faults.history import (
    Effect,
    Ending,
    History,
    changed,
    joined,
    organisation,
    told,
    waved,
)
from tests.stories.telling import telling
from tests.support.waiting import until
from tests.support.wires import Closed, Refused, Wire

BACKGROUNDS = ("agent", "finance", "it")
DEVICES, LISTENERS = 6, 3
LAST_FEED_PAGE = 50  # stories; there are never more
AGAIN = 0.05  # seconds before the same is sent again; real phones wait longer
PATIENCE = 60.0  # seconds with one command, after which something is wrong
TO_ANSWER = 20.0  # seconds that an answer may take
TO_CONVERGE = 15.0  # seconds: a beat, and some

Json = dict[str, Any]


class NotAnswered(Exception):
    """It cannot be said whether anything happened. `status`: of the answer that says so, if any."""

    def __init__(self, status: int | None = None) -> None:
        super().__init__(status)
        self.status = status


class Line:
    """One device's way to a server: requests as our own page sends them, with its cookie."""

    def __init__(self, url: str, to_answer: float = TO_ANSWER) -> None:
        self.url = url
        self.cookie = ""
        self._to_answer = to_answer

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Return status and answer; `path` follows /api/v1. Raises NotAnswered."""
        connection = HTTPConnection(urlsplit(self.url).netloc, timeout=self._to_answer)
        headers = {"Content-Type": "application/json", "Origin": self.url, "Cookie": self.cookie}
        try:
            with closing(connection):
                connection.request(method, f"/api/v1{path}", json.dumps(body or {}), headers)
                answer = connection.getresponse()
                text = answer.read()
        except (OSError, HTTPException) as lost:
            raise NotAnswered from lost
        if given := answer.headers["Set-Cookie"]:
            self.cookie = given.partition(";")[0]
        if answer.status == 503:
            assert int(answer.headers["Retry-After"]) > 0
            assert json.loads(text)["code"] == "busy"
            raise NotAnswered(503)
        assert answer.status < 500, f"{method} {path}: {answer.status} {text!r}"
        return answer.status, json.loads(text) if text else None


class Device:
    """Somebody who joins, tells stories and tells them anew, changes their profile, and waves."""

    def __init__(self, line: Line, conference: Conference, history: History) -> None:
        self.line = line
        self.person_id = str(uuid.uuid4())
        self.inside = f"/conferences/{conference.slug}"
        self._code = conference.code
        self._history = history
        self._stories: dict[str, Json] = {}

    def come_in(self) -> None:
        """Get a cookie, and join with it."""
        self.arrive()
        self.join()

    def arrive(self) -> None:
        """Get a cookie."""
        self._until_answered(lambda: self.line.ask("GET", "/me"))

    def join(self) -> None:
        """Join the conference."""
        body = {"code": self._code, "name": "Sam", "backgrounds": ["agent"]}
        self.command(joined(self.person_id), "PUT", f"/people/{self.person_id}", body)

    def tell(self, background: str, text: str) -> None:
        """Tell the story of a background, or tell it anew."""
        known = self._stories.get(background)
        story_id = known["id"] if known else str(uuid.uuid4())
        body = telling(text, background=background, based_on=known["version"] if known else None)
        path = f"{self.inside}/stories/{story_id}"
        self._stories[background] = self.command(told(story_id, text), "PUT", path, body)

    def change(self, version: int) -> None:
        """Change the profile, from the version before."""
        body = {"version": version - 1, "organisation": organisation(version)}
        effect = changed(self.person_id, version)
        self.command(effect, "PATCH", f"{self.inside}/me", body, answered=self._has_changed)

    def wave(self, to: str) -> None:
        """Wave at somebody."""
        self.command(waved(self.person_id, to), "PUT", f"{self.inside}/waves/{to}")

    def command(
        self,
        effect: Effect,
        method: str,
        path: str,
        body: Any = None,
        *,
        answered: Callable[[int, Any, Json], bool] = lambda status, *_: status < 300,
    ) -> Any:
        """Send a command until it is answered, and log it; return the answer.

        answered: says of status, answer and body whether it has happened, now or before.
        """

        def send() -> Any:
            self._history.invoke(effect)
            try:
                status, answer = self.line.ask(method, path, body)
                happened = answered(status, answer, body)
            except NotAnswered as lost:
                self._history.end(effect, Ending.UNKNOWN, lost.status)
                raise
            self._history.end(effect, Ending.OK if happened else Ending.FAIL, status)
            assert happened, (effect, status, answer)
            return answer

        return self._until_answered(send)

    def _has_changed(self, status: int, answer: Any, body: Json) -> bool:
        """A profile that was changed before says so, and what it is now: as a phone, look at it."""
        if status == 409 and answer["code"] == "version-conflict":
            _, now = self.line.ask("GET", f"{self.inside}/me")
            return bool(now["profile"]["organisation"] == body["organisation"])
        return status < 300

    def _until_answered(self, send: Callable[[], Any]) -> Any:
        answers: list[Any] = []

        def sent() -> bool:
            with suppress(NotAnswered):
                answers.append(send())
            return bool(answers)

        until(sent, PATIENCE, lambda: "nobody answers any more")
        return answers[0]


class Listener:
    """A phone that follows the feed: it fetches a snapshot, and applies what it hears after that.

    number: of the last fact applied, or of the snapshot.
    fetched: how often it had to fetch one.
    """

    def __init__(self, url: str, line: Line, conference: str) -> None:
        self.number = -1
        self.fetched = 0
        self.stories: dict[str, Json] = {}
        self._line, self._conference = line, conference
        self._url = url
        self._heard: list[Json] = []
        self._ended = threading.Event()
        self._wire: Wire | None = None

    def listen(self) -> None:
        """Listen until hung up, and connect again whenever the socket breaks."""
        while not self._ended.is_set():
            with suppress(Closed, Refused, OSError, NotAnswered):
                self._wire = Wire(self._url, cookie=self._line.cookie, origin=self._url)
                with closing(self._wire):
                    self._follow(self._wire)
            self._ended.wait(AGAIN)

    def hang_up(self) -> None:
        """Listen no more."""
        self._ended.set()
        if self._wire:
            self._wire.close()

    def snapshot(self) -> tuple[int, dict[str, Json]]:
        """Return the feed's number and its stories, as a phone that comes now has them."""
        path = f"/conferences/{self._conference}/feed?limit={LAST_FEED_PAGE}"
        status, page = self._line.ask("GET", path)
        assert status == 200, page
        return page["number"], {story["id"]: story for story in page["stories"]}

    def _follow(self, wire: Wire) -> None:
        answer = wire.ask("subscribe", {"conference": self._conference, "stream": "feed"})
        if "number" not in answer:
            raise NotAnswered(answer["problem"]["status"])
        if answer["number"] != self.number:
            self._fetch()
        while not self._ended.is_set():
            with suppress(TimeoutError):
                match wire.hear_any():
                    case "fact", fact:
                        self._hear(fact)
                    case "numbers", message:
                        if message["numbers"]["feed"] > self.number:
                            self._fetch()

    def _hear(self, fact: Json) -> None:
        if fact["number"] > self.number + 1:
            self._fetch()
        elif fact["number"] == self.number + 1:
            self.number = fact["number"]
            assert fact["data"] not in self._heard, "told twice"
            self._heard.append(fact["data"])
            match fact["type"]:
                case "stories.published":
                    story = fact["data"]["story"]
                    self.stories[story["id"]] = story
                case "people.card_changed":
                    person = fact["data"]["person"]
                    for story in self.stories.values():
                        if story["author"]["id"] == person["id"]:
                            story["author"] = person

    def _fetch(self) -> None:
        self.number, self.stories = self.snapshot()
        self.fetched += 1


class Crowd:
    """Devices and listeners at a conference, each in a thread of its own."""

    def __init__(self, conference: Conference, lines: list[Line], listening_at: list[str]) -> None:
        self.history = History()
        self.conference = conference
        self.devices = [Device(line, conference, self.history) for line in lines]
        self.listeners = [
            Listener(url, device.line, conference.slug)
            for url, device in zip(listening_at, self.devices, strict=False)
        ]
        self._ended = threading.Event()
        self._failures: list[BaseException] = []
        self._threads: list[threading.Thread] = []

    def begin(self) -> None:
        """Have everybody come in, then write, and listen."""
        for device in self.devices:
            device.come_in()
        acts = [lambda place=place: self._write(place) for place in range(len(self.devices))]
        for act in [*acts, *(listener.listen for listener in self.listeners)]:
            self._threads.append(threading.Thread(target=self._watched, args=(act,)))
            self._threads[-1].start()

    def go_on(self, times: int, seconds: float = PATIENCE) -> None:
        """Wait until so many more commands have been acknowledged."""
        enough = self.history.times(Ending.OK) + times
        until(
            lambda: bool(self._failures) or self.history.times(Ending.OK) >= enough,
            seconds,
            lambda: f"{self.history.times(Ending.OK)} acknowledged, not {enough}",
        )
        self.raise_failures()

    def finish(self) -> None:
        """Have every device get the answer that it waits for, and write no more."""
        self._ended.set()
        for thread in self._threads[: len(self.devices)]:
            thread.join()
        self.raise_failures()

    def check(self, app: Flask) -> None:
        """The log agrees with the database, and whoever listens has what a newcomer would get."""
        self.finish()
        self.history.check(app, self.conference.slug)
        self.converge(TO_CONVERGE)

    def converge(self, seconds: float) -> None:
        """Wait until everybody who listens has what a snapshot would give them now.

        It is taken anew each time: the server says some things to all by itself.
        """

        def apart() -> list[tuple[int, int]]:
            number, stories = self.listeners[0].snapshot()
            return [
                (listener.number, number)
                for listener in self.listeners
                if (listener.number, listener.stories) != (number, stories)
            ]

        until(lambda: bool(self._failures) or not apart(), seconds, apart)
        self.raise_failures()

    def leave(self) -> None:
        """End all threads, whatever has happened."""
        self._ended.set()
        for listener in self.listeners:
            listener.hang_up()
        for thread in self._threads:
            thread.join()

    def raise_failures(self) -> None:
        """Raise what has gone wrong in a thread, if anything has."""
        if self._failures:
            raise self._failures[0]

    def _write(self, place: int) -> None:
        device = self.devices[place]
        to_wave_at = [other.person_id for other in self.devices[:place]]
        turn = 1
        while not self._ended.is_set():
            turn += 1
            device.tell(BACKGROUNDS[turn % len(BACKGROUNDS)], f"For the {turn}th time, by {place}.")
            device.change(turn)
            if to_wave_at:
                device.wave(to_wave_at.pop())

    def _watched(self, act: Callable[[], None]) -> None:
        try:
            act()
        except BaseException as failure:  # noqa: BLE001  (the test raises it)
            self._failures.append(failure)


@contextmanager
def crowd_at(
    conference: Conference,
    *urls: str,
    devices: int = DEVICES,
    listeners: int = LISTENERS,
    to_answer: float = TO_ANSWER,
) -> Iterator[Crowd]:
    """Yield a crowd that writes and listens at these servers in turn, until the block ends."""
    at = [urls[place % len(urls)] for place in range(devices)]
    crowd = Crowd(conference, [Line(url, to_answer) for url in at], at[:listeners])
    with ExitStack() as stack:
        stack.callback(crowd.leave)
        crowd.begin()
        yield crowd
