"""Where things are shown at once, others read unread no more than the policy says.

Of trusted people nothing is up unread before something of theirs has been approved; of nobody after
a refusal, and what was refused is gone. What a table takes away is read first wherever one is. The
acts are those of test_nothing_unread.py, and so is the book, in which what may be up unread stands
as if approved.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.tables.rounds import asking
from tests.stories.book import Approval
from tests.stories.gathering import NAMES, Act, marks_in
from tests.stories.telling import Json
from tests.stories.test_nothing_unread import ACTS, FIRST
from tests.stories.watching import People
from tests.support.clocks import StoppedClock

A_STORY = re.compile(r"/stories/([0-9a-f-]{36})(/withdrawal)?")
UNREAD = "unread"


@dataclass
class Decided:
    """A decision that stands."""

    id: str
    approved: bool


class Trusting(People):
    """A conference where stories are up before anybody has read them."""

    exact = False

    def __init__(self, app: Flask, clock: StoppedClock, publishing: str) -> None:
        super().__init__(app, clock)
        self.publishing = publishing
        self.verdicts: dict[str, list[Decided]] = defaultdict(list)  # by author
        self.versions: dict[str, int] = {}  # by story
        self.refused: dict[str, tuple[str, list[Approval]]] = {}  # by story
        version = self.olga.get("")["conference"]["version"]
        self.olga.patch("", {"version": version, "publishing": publishing})

    def trusts(self, name: str) -> bool:
        """Say whether what somebody sends now may be up before it has been read."""
        verdicts = self.verdicts[name]
        something_off = any(self.book.owner.get(story) == name for story in self.book.taken_off)
        if self.stopped or something_off or (verdicts and not verdicts[-1].approved):
            return False
        return self.publishing == "at-once" or any(one.approved for one in verdicts)

    def send(
        self, name: str, method: str, path: str, body: Any = None, *, place: str = "feed"
    ) -> Json:
        """Send it; note what may be up unread from now on."""
        answer = super().send(name, method, path, body, place=place)
        found = A_STORY.fullmatch(path)
        if found is None or method == "GET" or answer["status"] != 200:
            return answer
        story, version = found[1], answer["body"]["version"]
        if found[2] or version > self.versions.get(story, 0):
            self.refused.pop(story, None)
            self.drop_unread(story)
        if not found[2] and version > self.versions.get(story, 0):
            self.versions[story] = version
            if self.trusts(name):
                (mark,) = marks_in(body["text"])
                up = Approval(UNREAD, mark, body["shown_on"], version)
                self.book.approvals[story].append(up)
        return answer

    def drop_unread(self, story: str) -> list[Approval]:
        """Note that what was up unread of a story is no more; return it."""
        standing = self.book.approvals[story]
        unread = [one for one in standing if one.decision_id == UNREAD]
        self.book.approvals[story] = [one for one in standing if one not in unread]
        return unread

    def decide_on(self, review: Json, outcome: str) -> None:
        """Decide; what was up unread is gone if it was refused."""
        self.clock.forward(milliseconds=1)  # so that it is known which decision is the last
        before = len(self.decided)
        super().decide_on(review, outcome)
        for decided in self.decided[before:]:
            approved = outcome not in {"send-back", "close"}
            self.verdicts[decided["author"]].append(Decided(decided["id"], approved))
            if outcome == "send-back" and decided["kind"] == "story":
                story = decided["subject"]
                self.refused[story] = (decided["id"], self.drop_unread(story))

    def undone(self, decided: Json) -> None:
        """Note that a decision counts no more; what was up unread before it is so again."""
        super().undone(decided)
        verdicts, story = self.verdicts[decided["author"]], decided["subject"]
        self.verdicts[decided["author"]] = [one for one in verdicts if one.id != decided["id"]]
        if self.refused.get(story, ("", []))[0] == decided["id"]:
            self.book.approvals[story] += self.refused.pop(story)[1]


@pytest.mark.parametrize("publishing", ["trusted", "at-once"])
@given(random=st.lists(ACTS, min_size=24, max_size=24))
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
def test_others_read_unread_only_what_the_policy_says(
    app: Flask,
    stopped_clock: StoppedClock,
    monkeypatch: pytest.MonkeyPatch,
    publishing: str,
    random: list[Act],
) -> None:
    monkeypatch.setattr(asking, "IMPROVE_FOR", 0)
    people = Trusting(app, stopped_clock, publishing)
    viewers = [*NAMES, "the screen"]
    for number, act in enumerate([*FIRST, *random]):
        getattr(people, act.what)(act)
        people.check(viewers[number % 4])
    people.close()
