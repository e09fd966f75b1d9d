"""Nobody reads what no organiser has approved: whatever people do, in whatever order.

Three attendees, an organiser and the screen act over the real routes and sockets, and meet at
tables, where stories are shown that are shown nowhere else, and where they put down what the table
takes away. After each act, every fact that a phone has heard and every page that it can fetch must
agree with the book, and so must a phone that only applies facts to what it fetched at the start.
"""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.tables.rounds import asking
from tests.stories.gathering import NAMES, Act, acts
from tests.stories.watching import People
from tests.support.clocks import StoppedClock

COMMON = ["decide", "decide", "edit", "edit", "undo"]
RARE = ["wait", "withdraw", "write", "decide_late", "hide_or_show", "block", "pry"]
AFTERWARDS = ["report", "report", "show_again", "stop_or_lift"]
AT_TABLES = ["come_or_go", "conduct", "end_or_collect", "put_down", "let_be_card", "skip"]
ACTS = acts([*RARE, *AFTERWARDS, *AT_TABLES, *COMMON, *COMMON])
# Everybody's story is live. A newer one of Alice's was for a moment, and what her table took away.
FIRST = [Act(what, name) for what in ("write", "come_or_go", "decide") for name in NAMES]
FIRST += [Act("edit", "Alice"), Act("decide", ""), Act("undo", ""), Act("let_be_card", "Alice")]
FIRST += [Act("conduct", ""), Act("conduct", ""), Act("put_down", "Alice"), Act("skip", "Bob")]
FIRST += [Act("end_or_collect", ""), Act("end_or_collect", "")]
FIRST += [Act("decide", "", which=1), Act("undo", ""), Act("conduct", "")]


@given(random=st.lists(ACTS, min_size=34, max_size=34))
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
def test_nobody_reads_what_no_organiser_has_approved(
    app: Flask, stopped_clock: StoppedClock, monkeypatch: pytest.MonkeyPatch, random: list[Act]
) -> None:
    monkeypatch.setattr(asking, "IMPROVE_FOR", 0)
    people = People(app, stopped_clock)
    viewers = [*NAMES, "the screen"]
    for number, act in enumerate([*FIRST, *random]):
        getattr(people, act.what)(act)
        people.check(viewers[number % 4])
    for name in viewers:
        people.check(name)
    for name in NAMES:
        people.check_photos(name, every=True)
    people.close()
