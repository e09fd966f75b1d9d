"""Looking everybody's suggestions through when it is due, in a child process, and keeping them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from server import clock
from server.database import in_turns, writing
from server.extensions import db
from server.matching.lists import actions
from server.work.children import in_child

LONGEST = 120.0  # seconds; 10,000 people take a few where nothing else is going on
AT_ONCE = 200  # rows that are written before others may write


def renew_when_due(conference: str, _key: str) -> None:
    """Have a conference's lists looked through, and keep what has changed. Twice is once.

    Should another have written them meanwhile, it is done once more, from what they are by then.
    """
    answer: dict[str, Any] = in_child(
        "server.matching.lists.child:renew",
        {
            "database": db.engine.url.render_as_string(hide_password=False),
            "conference": conference,
            "now": clock.now().isoformat(),
        },
        timeout=LONGEST,
    )
    number = answer["making"]
    for write in _in_parts(conference, answer):
        with writing(db.session):
            if not actions.begin_writing(conference, number):
                actions.renew_soon(conference)
                return
            write()
        number += 1


def _in_parts(conference: str, answer: dict[str, Any]) -> Iterator[Callable[[], None]]:
    """Yield what is to be written, piece by piece; after each piece the lists keep the rules."""
    pair, one = (2, 1)  # so many ids begin a row
    parts: tuple[tuple[Callable[..., None], str, int], ...] = (
        (actions.drop_pairs, "gone", pair),
        (actions.put_pairs, "pairs", pair),
        (actions.put_places, "places", one),
    )
    for act, name, ids in parts:
        for some in in_turns(answer[name], AT_ONCE):
            yield partial(act, conference, [_row(row, ids) for row in some])
    for some in in_turns(map(uuid.UUID, answer["left"]), AT_ONCE):
        yield partial(actions.drop_places, conference, some)
    told = answer["told"]
    for some in in_turns(map(uuid.UUID, told), AT_ONCE):
        yield partial(actions.tell, conference, some, among=len(told))


def _row(values: Sequence[Any], ids: int) -> tuple[Any, ...]:
    return *map(uuid.UUID, values[:ids]), *values[ids:]
