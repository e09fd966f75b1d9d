"""What a phone is sent of a stream that went on without it, in the answer to its subscription.

After the server was away a whole hall has missed something at once. Where a feature can say for
many of them together what each would fetch, they need not all fetch it.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from flask import Flask, current_app

from server.web.rights import Calling

log = logging.getLogger(__name__)

Asked = tuple[Calling, str]  # who has missed something, and of what
Snapshots = Callable[[Sequence[Asked]], Iterable[str | None]]


def send_what_was_missed(app: Flask, kind: str, snapshots: Snapshots) -> None:
    """Let `snapshots(asked)` say what those would fetch who follow streams named `kind:rest`.

    It answers each with the JSON text of what they would fetch, or None: then they fetch it. The
    door has let all of them in a moment before. Raises ValueError for a kind that has one.
    """
    known = app.extensions.setdefault("happenstance-missed", {})
    if kind in known:
        raise ValueError(f"what is missed of streams named {kind!r} is sent already")
    known[kind] = snapshots


def missed(asked: Sequence[Asked]) -> list[str | None]:
    """Return for everybody who has missed something of a stream what to send, or None, in order.

    Where a feature fails they fetch it: to hear the streams they need nothing of this.
    """
    known: dict[str, Snapshots] = current_app.extensions.get("happenstance-missed", {})
    answers: list[str | None] = [None] * len(asked)
    by_kind = defaultdict(list)
    for place, (caller, stream) in enumerate(asked):
        kind, _, rest = stream.partition(":")
        if kind in known:
            by_kind[kind].append((place, (caller, rest)))
    for kind, some in by_kind.items():
        found = _tried(known[kind], [one for _, one in some])
        for (place, _), answer in zip(some, found, strict=True):
            answers[place] = answer
    return answers


def _tried(snapshots: Snapshots, asked: Sequence[Asked]) -> Iterable[str | None]:
    try:
        return list(snapshots(asked))
    except Exception:
        if current_app.testing:
            raise
        log.exception("what was missed of a stream is not sent")
        return [None] * len(asked)
