"""A stage: people whose phones look and listen, and scenes that are played before them."""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, request
from flask_socketio import SocketIOTestClient
from werkzeug.test import TestResponse

from server import clock
from server.conferences.models import Conference
from server.work.due import run_due
from tests.scenes.stores import (
    AFTERWARDS,
    CONDUCTING,
    EVERYBODYS,
    IN_A_TALK,
    Store,
)
from tests.scenes.watching import Json, Sight, Watcher, bare, difference, news, parts_of, types
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone

MOMENT = {"seconds": 3}
# Where all are told of all: those who conduct and organise, and the wall, see whoever is there.
FOR_ALL_TO_SEE = ("talk-hosts:", "reviewers", "screen")


def name_of(method: str, rule: str) -> str:
    """Return what an action is called: "PUT waves/{person_id}"."""
    path = rule.removeprefix("/api/v1/").removeprefix("conferences/<slug>/")
    parts = [
        f"{{{one[1:-1].rpartition(':')[2]}}}" if one.startswith("<") else one
        for one in path.split("/")
    ]
    return f"{method} {'/'.join(parts)}"


@dataclass(frozen=True)
class Command:
    """A request that may change something, as it can be sent again."""

    phone: Phone
    method: str
    path: str
    body: Any
    options: Json

    def again(self) -> TestResponse:
        """Send it once more."""
        return self.phone.send(self.method, self.path, self.body, **self.options)


class OnStage(Phone):
    """A phone whose commands the stage notes."""

    def __init__(self, app: Flask, note: Callable[[Command], None]) -> None:
        super().__init__(app)
        self._note = note

    def send(self, method: str, path: str, body: Any = None, **options: Any) -> TestResponse:
        """Send a request as our own page would."""
        if method != "GET":
            self._note(Command(self, method, path, body, options))
        return super().send(method, path, body, **options)


@dataclass
class Scene:
    """One scene as it was recorded. `actions`: the commands and the due work in it."""

    name: str
    at: str
    actions: list[str]
    watchers: dict[str, Json] = field(default_factory=dict)


class Stage:
    """A conference, people, and the scenes that have been played before them so far."""

    def __init__(self, app: Flask, conference: Conference, stopped: StoppedClock) -> None:
        self.app, self.conference, self.clock = app, conference, stopped
        self.scenes: list[Scene] = []
        self.watchers: dict[str, Watcher] = {}
        self.strangers: list[tuple[Phone, SocketIOTestClient]] = []
        self.apart: set[tuple[str, str]] = set()
        self._recorded: dict[str, Sight] = {}
        self._commands: list[Command] = []
        self._actions: list[str] | None = None
        self._untold = False  # something was done of which more may be told in a moment
        self._unseen = True  # something was done that the watchers have not seen yet
        self._phones: list[Phone] = []
        app.before_request(self._note_action)
        app.extensions["happenstance-due"] = {
            kind: self._noting(kind, handler)
            for kind, handler in app.extensions["happenstance-due"].items()
        }

    # ---- Who is there ----

    def phone(self) -> Phone:
        """Return a phone whose owner has not come in yet."""
        self._phones.append(OnStage(self.app, self._note_command))
        return self._phones[-1]

    def person(self, name: str, *backgrounds: str, **profile: Any) -> Phone:
        """Let somebody come in."""
        return self.phone().join(self.conference, name, *backgrounds, **profile)

    def of(self, name: str) -> Phone:
        """Return the phone of somebody who looks on."""
        return self.watchers[name].phone

    def watch(self, name: str, phone: Phone, stores: tuple[Store, ...] = EVERYBODYS) -> Phone:
        """Have somebody's phone look on, at what these stores show of it."""
        ours = tuple(one.of(me=phone.person_id) for one in stores)
        self.watchers[name] = Watcher(name, phone, ours)
        self._recorded[name] = {}
        self._unseen = True
        return phone

    def opens(self, name: str, talk: str, *, conducting: bool = False, over: bool = False) -> None:
        """Have a watcher open a talk, the room of those who conduct, or what is left of it."""
        watcher = self.watchers[name]
        stores = AFTERWARDS if over else (*IN_A_TALK, *(CONDUCTING if conducting else ()))
        theirs = [one.of(me=watcher.phone.person_id, talk=talk) for one in stores]
        watcher.stores += tuple(theirs)
        self._unseen = True

    def closes(self, name: str, talk: str) -> None:
        """Have a watcher turn to other pages than those of a talk."""
        watcher = self.watchers[name]
        watcher.stores = tuple(one for one in watcher.stores if talk not in one.name)
        self._unseen = True

    def stranger(self, phone: Phone) -> Phone:
        """Have somebody from elsewhere listen, who must hear nothing of this conference."""
        theirs = phone.conference
        socket = phone.listen("feed", f"person:{phone.person_id}")
        phone.conference = self.conference.slug
        for stream in ("feed", "reviewers", "screen", "talks", "open-tables"):
            assert "problem" in phone.subscribe(socket, stream)
        phone.conference = theirs
        self.strangers.append((phone, socket))
        return phone

    def keep_apart(self, name: str, other: Phone) -> None:
        """From now on a watcher must not be told of somebody."""
        self.apart.add((name, other.person_id))

    def part_no_more(self) -> None:
        """From now on everybody may be told of everybody."""
        self.apart.clear()

    # ---- What happens ----

    def forward(self, **step: float) -> None:
        """Let time pass before a scene, once all is told of what was done."""
        self.settle()
        self.clock.forward(**step)
        self._unseen = True

    def settle(self) -> None:
        """Let the moment pass in which all is told of what was done."""
        if self._untold:
            self._pass_moment()

    def rest(self) -> None:
        """Let a minute pass in which all who are here come to rest."""
        self.clock.forward(minutes=1)
        self._pass_moment()

    def run_due(self) -> None:
        """Do what is due."""
        self._unseen = True
        with self.app.app_context():
            run_due()

    @contextmanager
    def scene(
        self, name: str, *, unheard: str = "", once: str = "", asks: dict[str, str] | None = None
    ) -> Iterator[None]:
        """Play a scene: what is done within it is what the watchers see and hear.

        It lasts for another moment, after which many are told at once of many.

        unheard: why it changes nothing that any phone shows. All others must be told.
        once: why it may not be sent twice. All other commands are, and must happen once.
        asks: whose phones ask by themselves and need not be told, and why.
        """
        self._begin()
        before = {one.name: one.seen for one in self.watchers.values()}
        self._commands, self._actions = [], []
        yield
        heard = {one.name: one.hear() for one in self.watchers.values()}
        if not once:
            self._twice(name, self._commands)
        self._pass_moment()
        scene = Scene(name, clock.now().isoformat(), sorted(set(self._actions)))
        self._actions = None
        assert scene.actions, f"{name!r}: nothing was done"
        for watcher in self.watchers.values():
            told = heard[watcher.name]
            told += watcher.hear()
            watcher.look()
            if watcher.name not in (asks or {}):
                self._check(scene, watcher, before[watcher.name], told)
            recorded = self._record(watcher, before[watcher.name], told)
            if why := (asks or {}).get(watcher.name):
                recorded["asks"] = why
            scene.watchers[watcher.name] = recorded
            watcher.follow()
        anybody = any(heard.values())
        assert anybody != bool(unheard), f"{name!r}: {'told of' if anybody else 'nobody was told'}"
        self._check_strangers(name)
        self.scenes.append(scene)
        self._unseen = False

    def _pass_moment(self) -> None:
        """Let what is told in a moment be told, and what that brings about."""
        for _ in range(2):
            self.clock.forward(**MOMENT)
            self.run_due()
        self._untold = False

    def _begin(self) -> None:
        self.settle()
        if self._unseen:
            for watcher in self.watchers.values():
                watcher.look()
                watcher.follow()
        for _phone, socket in self.strangers:
            socket.get_received()

    def _twice(self, name: str, commands: list[Command]) -> None:
        """Send it all again: whether it is refused or answered alike, nobody is told."""
        for command in [*commands]:
            command.again()
        for watcher in self.watchers.values():
            told = [one for one in watcher.hear() if "number" in one]
            assert not told, f"{name!r}, sent twice: {watcher.name} was told {types(told)}"

    # ---- What the server can know ----

    def _check(self, scene: Scene, watcher: Watcher, before: Sight, heard: list[Json]) -> None:
        who, after = f"{scene.name!r}: {watcher.name}", watcher.seen
        at = dict(watcher.numbers)
        for one in heard:
            stream = one["stream"]
            if "number" in one:
                known = at.get(stream, one["number"] - 1)  # a table of which they first hear now
                assert one["number"] == known + 1, f"{who} missed a number of {stream}"
                at[stream] = one["number"]
        told = {one["stream"] for one in heard if one.get("type") or "number" not in one}
        tables = {f"table:{one['id']}" for one in watcher.tables()}
        for store in watcher.stores:
            changed = [path for path in store.paths if bare(before[path]) != bare(after[path])]
            heard_of = told & ({*store.streams} | (tables if "talk:" in store.name else set()))
            if store.name.startswith("talk:"):
                heard_of |= {one for one in told if one.startswith("table:")}
            assert not changed or heard_of, (
                f"{who} sees {changed} change, and is told nothing on {store.streams}: "
                f"{[*difference(parts_of(before, changed), parts_of(after, changed))]}"
            )
        for one in heard:
            self._check_may_hear(who, watcher, one)

    def _check_may_hear(self, who: str, watcher: Watcher, heard: Json) -> None:
        stream, told = heard["stream"], json.dumps(heard.get("data"))
        assert stream in watcher.numbers or stream.startswith("table:"), f"{who} heard {stream}"
        if not stream.startswith(FOR_ALL_TO_SEE):
            for name, person in self.apart:
                named = name == watcher.name and person in told
                assert not named, f"{who} was told of whom they keep from: {heard}"

    def _check_strangers(self, name: str) -> None:
        for _phone, socket in self.strangers:
            told = [one["args"][0] for one in socket.get_received() if one["name"] == "fact"]
            ours = [one for one in told if one["conference"] == self.conference.slug]
            assert not ours, f"{name!r}: a stranger was told {ours}"

    # ---- The record ----

    def _record(self, watcher: Watcher, before: Sight, heard: list[Json]) -> Json:
        """Return what one watcher saw and heard: of what they saw only what is new."""
        known = self._recorded[watcher.name]
        stores = [one.name for one in watcher.stores]
        told = {
            "stores": stores if stores != known.get("stores") else None,
            "before": news(known, before),
            "heard": heard,
            "after": news(before, watcher.seen),
        }
        self._recorded[watcher.name] = watcher.seen | {"stores": stores}
        return {name: one for name, one in told.items() if one}

    def recorded(self) -> Json:
        """Return all scenes of this stage as they are kept for the phone."""
        return {
            "conference": self.conference.slug,
            "people": {one.name: one.phone.person_id for one in self.watchers.values()},
            "scenes": [vars(one) for one in self.scenes],
        }

    def close(self) -> None:
        """Hang up."""
        for phone in self._phones:
            phone.close()

    def _note_command(self, command: Command) -> None:
        self._commands.append(command)
        self._unseen = self._untold = True

    def _note_action(self) -> None:
        if self._actions is not None and request.method != "GET" and request.url_rule:
            self._actions.append(name_of(request.method, request.url_rule.rule))

    def _noting(self, kind: str, handler: Callable[[str, str], None]) -> Callable[[str, str], None]:
        def noted(conference: str, key: str) -> None:
            if self._actions is not None:
                self._actions.append(f"due {kind}")
            handler(conference, key)

        return noted


def counted() -> Callable[[int], bytes]:
    """Return chance that counts, for each size by itself: ids are the same again, and short."""
    counts: dict[int, Iterator[int]] = defaultdict(lambda: itertools.count(1))

    def chance(size: int) -> bytes:
        number: int = next(counts[size]) % 256**size
        return number.to_bytes(size, "big")

    return chance
