"""What processes keep in memory of what people wrote, forgotten in all of them when it is gone.

Every process hears of it by the way that facts take. One that does not, or that was reading just
then, forgets by itself what it has kept for KEPT_FOR.
"""

from __future__ import annotations

from typing import Protocol

from flask import Flask, current_app

from server.extensions import socketio

FORGET = "forget"  # between processes; no phone hears it
KEPT_FOR = 300.0  # seconds after which what is kept is read anew


class Memory(Protocol):
    """What a feature keeps, by the key of what it was made of."""

    def forget(self, conference: str, key: str | None) -> None:
        """Forget what was made of this, or with no key everything of a conference."""

    def forget_old(self, seconds: float) -> None:
        """Forget what was read longer ago than so many seconds."""


def keep_forgetting(app: Flask, memory: Memory) -> None:
    """Have a feature's memory forget what it is told to."""
    app.extensions.setdefault("happenstance-memories", []).append(memory)


def forget_everywhere(conference: str, key: str | None = None) -> None:
    """Have every process forget what it keeps of this, or with no key of a whole conference."""
    socketio.emit(FORGET, {"conference": conference, "key": key})


def forget_old() -> None:
    """Forget what this process has kept for long."""
    for memory in _memories(current_app):
        memory.forget_old(KEPT_FOR)


def heed(app: Flask) -> None:
    """Have this process forget what any process says."""

    def forget(what: dict[str, str | None]) -> None:
        for memory in _memories(app):
            memory.forget(str(what["conference"]), what["key"])

    socketio.server.manager.heed(FORGET, forget)


def _memories(app: Flask) -> list[Memory]:
    memories: list[Memory] = app.extensions.get("happenstance-memories", [])
    return memories
