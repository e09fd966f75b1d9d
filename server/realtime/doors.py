"""Who may hear a stream: each feature guards its own kinds with the door it uses for HTTP."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app

from server.errors import not_found
from server.web.rights import Caller

Door = Callable[[Caller, str], None]


def guard_stream(app: Flask, kind: str, door: Door) -> None:
    """Let `door(caller, rest)` decide on streams named `kind` or `kind:rest`.

    The door raises a Problem for those who may not hear the stream.
    """
    app.extensions.setdefault("happenstance-doors", {})[kind] = door


def check_door(caller: Caller, stream: str) -> None:
    """Raise a Problem unless `caller` may hear `stream`."""
    doors: dict[str, Door] = current_app.extensions["happenstance-doors"]
    kind, _, rest = stream.partition(":")
    if kind not in doors:
        raise not_found()
    doors[kind](caller, rest)
