"""Who may hear a stream: each feature guards its own kinds with the door it uses for HTTP."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from flask import Flask, current_app

from server.errors import Problem, not_found
from server.web.rights import Caller

Door = Callable[[Caller, str], None]
Asked = tuple[Caller, str]  # who would hear what
Doors = Callable[[Sequence[Asked]], Iterable[Problem | None]]


def guard_stream(app: Flask, kind: str, door: Door) -> None:
    """Let `door(caller, rest)` decide on streams named `kind` or `kind:rest`.

    The door raises a Problem for those who may not hear the stream. Raises ValueError for a kind
    that has a door.
    """
    guard_streams_together(app, kind, one_by_one(door))


def guard_streams_together(app: Flask, kind: str, doors: Doors) -> None:
    """Let `doors(asked)` decide on many who ask for streams named `kind:rest`, in their order.

    It answers each with None or a Problem. For kinds whose door would read something for each.
    Raises ValueError for a kind that has a door.
    """
    guarded = app.extensions.setdefault("happenstance-doors", {})
    if kind in guarded:
        raise ValueError(f"streams named {kind!r} have a door already")
    guarded[kind] = doors


def check_doors(asked: Sequence[Asked]) -> list[Problem | None]:
    """Return for everybody who would hear a stream why they may not, or None, in their order."""
    guarded: dict[str, Doors] = current_app.extensions["happenstance-doors"]
    answers: list[Problem | None] = [None] * len(asked)
    by_kind = defaultdict(list)
    for place, (caller, stream) in enumerate(asked):
        kind, _, rest = stream.partition(":")
        by_kind[kind].append((place, (caller, rest)))
    for kind, some in by_kind.items():
        doors = guarded.get(kind, one_by_one(_nobody))
        found = doors([one for _, one in some])
        for (place, _), answer in zip(some, found, strict=True):
            answers[place] = answer
    return answers


def one_by_one(door: Door) -> Doors:
    """Return what asks a door for each of many."""

    def doors(asked: Sequence[Asked]) -> Iterable[Problem | None]:
        for caller, rest in asked:
            try:
                door(caller, rest)
                yield None
            except Problem as problem:
                yield problem

    return doors


def _nobody(_caller: Caller, _rest: str) -> None:
    raise not_found()
