"""Those who look on at a scene, and how what they see differs before and after."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

from flask_socketio import SocketIOTestClient

from server.tables.conductor.winding import LISTED_PHASES
from tests.scenes.stores import Store
from tests.support.phones import Phone

Json = dict[str, Any]
Sight = dict[str, Any]  # by path, what is fetched from there
STANDING = (
    "number",
    "feed_number",
    "person_number",
    "talk_number",
    "talks_number",
    "table_number",
)
CLOCK = ("phase", "round", "ends_at", "paused_left", "version")
LONGEST_LINE = 300
A_TALK = re.compile(r"/talks/([0-9a-f-]+)")


class Watcher:
    """Somebody whose phone looks at all that it can show, and hears what it then follows."""

    def __init__(self, name: str, phone: Phone, stores: tuple[Store, ...]) -> None:
        self.name, self.phone, self.stores = name, phone, stores
        self.seen: Sight = {}
        self.socket: SocketIOTestClient = phone.listen()
        self.numbers: dict[str, int] = {}

    def look(self) -> Sight:
        """Fetch all that the stores of this phone fetch."""
        paths = dict.fromkeys(path for one in self.stores for path in one.paths)
        self.seen = {path: self._fetch(path) for path in paths}
        return self.seen

    def _fetch(self, path: str) -> Any:
        answer = self.phone.send("GET", self.phone.inside(path))
        assert answer.status_code < 500, answer.text
        body = answer.get_json()
        if talk := A_TALK.fullmatch(path):
            assert self._sent(f"talk:{talk[1]}") in (None, body)
        return body

    def _sent(self, stream: str) -> Any:
        """Return what this phone is sent if it has missed all of a stream, or None."""
        message = {"conference": self.phone.conference, "streams": [stream], "at": {stream: -1}}
        answer = self.socket.emit("subscribe", message, callback=True)
        return json.loads(answer.get("missed", {}).get(stream, "null"))

    def follow(self) -> None:
        """Ask for every stream that this phone follows as things are; note where each stands."""
        self.socket.get_received()
        left = self.numbers.keys() - {*self.streams()}
        for stream in sorted(left):
            address = {"conference": self.phone.conference, "stream": stream}
            self.socket.emit("unsubscribe", address, callback=True)
        self.numbers = {}
        for stream in self.streams():
            answer = self.phone.subscribe(self.socket, stream)
            if "number" in answer:
                self.numbers[stream] = answer["number"]

    def streams(self) -> list[str]:
        """Return the streams that this phone follows: those of its stores, and of its tables."""
        named = {stream for one in self.stores for stream in one.streams}
        tables = {f"table:{table['id']}" for table in self.tables()}
        return sorted(named | tables)

    def tables(self) -> Iterator[Json]:
        """Yield the tables at which this phone shows its owner."""
        for body in self.seen.values():
            if table := body.get("table") if isinstance(body, dict) else None:
                yield table

    def hear(self) -> list[Json]:
        """Return what was heard since: facts as on the wire, and where streams stand otherwise.

        A phone that is silenced asks for its streams again, at once.
        """
        heard: list[Json] = []
        silenced = False
        for one in self.socket.get_received():
            if one["name"] == "fact":
                fact = dict(one["args"][0])
                assert fact.pop("conference") == self.phone.conference
                heard.append(fact)
            silenced |= one["name"] == "rights"
        if silenced:
            for stream in self.streams():
                answer = self.phone.subscribe(self.socket, stream)
                reached = "number" in answer
                said = {"reached": answer["number"]} if reached else {"refused": answer["problem"]}
                heard.append({"stream": stream} | said)
        return heard


def bare(body: Json) -> Json:
    """Return what is shown, without where it stands in which stream."""
    shown = {name: one for name, one in body.items() if name not in STANDING}
    if "talks" in body:
        shown["talks"] = [_listed(one) for one in body["talks"]]
    return shown


def _listed(talk: Json) -> Json:
    """Return what a list shows of a talk: whether it gathers, is on, or is over; no clock."""
    phase = talk["phase"] if talk["phase"] in LISTED_PHASES else "on"
    return {name: one for name, one in talk.items() if name not in CLOCK} | {"phase": phase}


def parts_of(sight: Sight, paths: list[str]) -> Json:
    """Return what is shown of some paths."""
    return {path: bare(sight[path]) for path in paths}


def news(known: Sight, seen: Sight) -> Sight:
    """Return what is new, by path: the parts that changed, or all where it is of another kind."""
    return {
        path: _changed_parts(known.get(path), body)
        for path, body in seen.items()
        if known.get(path) != body
    }


def _changed_parts(known: Any, body: Any) -> Any:
    if not isinstance(known, dict) or not isinstance(body, dict) or known.keys() != body.keys():
        return body
    return {name: one for name, one in body.items() if known[name] != one}


def difference(before: Any, after: Any, at: str = "") -> Iterator[str]:
    """Yield what differs, each with where it stands."""
    if isinstance(before, dict) and isinstance(after, dict):
        for name in before.keys() | after.keys():
            yield from difference(before.get(name), after.get(name), f"{at}.{name}")
    elif isinstance(before, list) and isinstance(after, list):
        for number, (one, other) in enumerate(itertools.zip_longest(before, after)):
            yield from difference(one, other, f"{at}[{number}]")
    elif before != after:
        yield f"{at}: {before} -> {after}"[:LONGEST_LINE]


def types(heard: list[Json]) -> list[str]:
    """Return of which types the facts are."""
    return [one.get("type", "a bare number") for one in heard]
