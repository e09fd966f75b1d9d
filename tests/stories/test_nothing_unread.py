"""Nobody reads what no organiser has approved: whatever people do, in whatever order.

Three attendees, an organiser and the screen act over the real routes and sockets, and meet at
tables, where stories are shown that are shown nowhere else. Every text
carries a mark of its own, so that a mark tells which revision of which story has got where. The
`Book` writes down independently what may be shown; after each act, every fact that a phone has
heard and every page that it can fetch must agree with the book, and so must a phone that only
applies facts to what it fetched at the start.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask_socketio import SocketIOTestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.database import writing
from server.extensions import db
from server.people.queries import person
from server.tables.rounds import asking
from server.web.rights import Role
from server.work.due import run_due
from tests.stories.book import WIDTHS, Approval, Book
from tests.stories.telling import Json, decision, telling
from tests.support.clocks import StoppedClock
from tests.support.factories import make_conference
from tests.support.phones import Phone, facts

MARK = re.compile(r"mark-\d+")
NAMES = ["Alice", "Bob", "Carol"]
OUTCOMES = ["approve", "approve", "send-back", "close"]
COMMON = ["decide", "decide", "edit", "edit", "undo"]
RARE = ["wait", "withdraw", "write", "decide_late", "hide_or_show", "block", "pry"]
AT_TABLES = ["come_or_go", "conduct"]
TALK = {"title": "Coffee", "deck": "what-you-see", "size": 3, "rounds": 5, "minutes": 1}


@dataclass(frozen=True)
class Act:
    """What happens next. What does not matter to an act is ignored; what cannot be is nothing."""

    what: str
    who: str
    whom: str = ""
    which: int = 0
    width: str = "screen"
    outcome: str = "approve"
    same: bool = False
    stale: bool = False


ACTS = st.builds(
    Act,
    what=st.sampled_from([*RARE, *AT_TABLES, *COMMON, *COMMON]),
    who=st.sampled_from(NAMES),
    whom=st.sampled_from(NAMES),
    which=st.integers(0, 3),
    width=st.sampled_from(WIDTHS),
    outcome=st.sampled_from(OUTCOMES),
    same=st.booleans(),
    stale=st.sampled_from([False, False, False, True]),
)


class People:
    """A conference at which everybody acts at random."""

    def __init__(self, app: Flask, clock: StoppedClock) -> None:
        self.app, self.clock, self.book = app, clock, Book()
        conference = make_conference(app, f"c{uuid.uuid4().hex[:12]}", "Autumn Forum")
        self.phones = {name: Phone(app).join(conference, name) for name in NAMES}
        self.olga = Phone(app).join(conference, "Olga")
        with app.app_context(), writing(db.session):
            person(conference.slug, uuid.UUID(self.olga.person_id)).role = Role.ORGANISER
        self.sockets = {
            name: phone.listen("feed", f"person:{phone.person_id}")
            for name, phone in self.phones.items()
        }
        self.screen = self.olga.listen("screen")
        self.has: dict[str, dict[str, Json]] = {name: {} for name in NAMES}
        self.read: list[Json] = []  # reviews as the organiser saw them, however long ago
        self.decided: list[Json] = []
        self.here: set[str] = set()
        self.open_talk()

    def close(self) -> None:
        for phone in (*self.phones.values(), self.olga):
            phone.close()

    def text(self, author: str) -> str:
        """Return words that nobody has used yet."""
        mark = f"mark-{len(self.book.author)}"
        self.book.author[mark] = author
        return f"{mark} is how I came into the contact centre."

    def send(
        self, name: str, method: str, path: str, body: Any = None, *, place: str = "feed"
    ) -> Json:
        """Send what an attendee asks for; nothing in the answer may be unread."""
        answer = self.phones[name].send(method, self.phones[name].inside(path), body)
        assert self.may_reach(name, answer.text, place)
        return {"status": answer.status_code, "body": answer.get_json(silent=True)}

    def may_reach(self, name: str, told: object, place: str) -> bool:
        """Say whether an attendee may be told this at a place: nothing unread but their own words.

        At a table blocks count no more: they were heard when it was decided who sits there.
        """
        viewer = None if place == "tables" else name
        marks = set(MARK.findall(str(told)))
        return marks <= self.book.by(name) | self.book.shown(place, viewer)

    def own(self, act: Act) -> Json | None:
        """Return one of somebody's stories as they see it."""
        stories: list[Json] = self.phones[act.who].get("/stories/mine")["stories"]
        return stories[act.which % len(stories)] if stories else None

    def write(self, act: Act) -> None:
        story = str(uuid.uuid4())
        body = telling(
            self.text(act.who),
            background="it" if act.same else "agent",
            shown_on=act.width,
        )
        if self.send(act.who, "PUT", f"/stories/{story}", body)["status"] == 200:
            self.book.owner[story] = act.who

    def edit(self, act: Act) -> None:
        story = self.own(act)
        if story is None:
            return
        latest = story["latest"]
        body = telling(
            latest["text"] if act.same else self.text(act.who),
            based_on=story["version"] - act.stale or None,
            background=latest["background"],
            shown_on=act.width,
        )
        changed = self.send(act.who, "PUT", f"/stories/{story['id']}", body)
        if changed["status"] == 200 and changed["body"]["version"] > story["version"]:
            self.book.told(story["id"], act.width)

    def withdraw(self, act: Act) -> None:
        story = self.own(act)
        if story is not None:
            path, body = f"/stories/{story['id']}/withdrawal", {"version": story["version"]}
            if self.send(act.who, "POST", path, body)["body"]["state"] == "withdrawn":
                self.book.withdrawn(story["id"])

    def decide(self, act: Act) -> None:
        # In an order of its own, since chance picks the ids and the clock may stand still.
        waiting = sorted(self.olga.get("/reviews")["reviews"], key=lambda one: str(one["writing"]))
        self.read += waiting
        if waiting:
            self.decide_on(waiting[act.which % len(waiting)], act.outcome)

    def decide_late(self, act: Act) -> None:
        if self.read:
            self.decide_on(self.read[-1 - act.which % len(self.read)], act.outcome)

    def decide_on(self, review: Json, outcome: str) -> None:
        path = f"/reviews/{review['id']}/decisions/{uuid.uuid4()}"
        answer = self.olga.send("PUT", self.olga.inside(path), decision(outcome, review))
        if answer.status_code != 200:
            return
        decided = answer.get_json() | {"story": review["subject_id"]}
        self.decided.append(decided)
        if outcome == "approve":
            (mark,) = MARK.findall(review["writing"]["text"])
            approval = Approval(decided["id"], mark, review["writing"]["details"]["shown_on"])
            self.book.approvals[decided["story"]].append(approval)
        if outcome == "close":
            self.book.closed(decided["story"], decided["id"])

    def undo(self, act: Act) -> None:
        if self.decided:
            decided = self.decided[-1 - act.which % len(self.decided)]
            path = f"/reviews/{decided['review_id']}/decisions/{decided['id']}/undo"
            if self.olga.send("POST", self.olga.inside(path)).status_code == 200:
                self.book.undone(decided["story"], decided["id"])

    def wait(self, act: Act) -> None:
        self.clock.forward(seconds=4 * act.which)
        with self.app.app_context():
            run_due()

    def block(self, act: Act) -> None:
        if act.who != act.whom:
            self.phones[act.who].put(f"/blocks/{self.phones[act.whom].person_id}")
            self.book.blocks.add(frozenset({act.who, act.whom}))

    def hide_or_show(self, act: Act) -> None:
        version = self.phones[act.who].get("/me")["profile"]["version"]
        body = {"version": version, "hidden": act.who not in self.book.hidden}
        self.olga.patch(f"/guests/{self.phones[act.who].person_id}", body)
        self.book.hidden ^= {act.who}

    def open_talk(self) -> None:
        self.talk = f"/talks/{uuid.uuid4()}"
        self.olga.put(self.talk, TALK)
        self.here.clear()

    def come_or_go(self, act: Act) -> None:
        method = "DELETE" if act.who in self.here else "PUT"
        self.send(act.who, method, f"{self.talk}/here", place="tables")
        self.here ^= {act.who}

    def conduct(self, act: Act) -> None:
        """Start the talk, go on to its next phase, or open another once it has ended."""
        talk = self.olga.get(self.talk)["talk"]
        if talk["phase"] == "ended":
            self.open_talk()
            return
        move = "start" if talk["phase"] == "gathering" else "go-on"
        body = {"move": move, "version": talk["version"]}
        self.olga.send("PUT", self.olga.inside(f"{self.talk}/commands/{uuid.uuid4()}"), body)
        with self.app.app_context():
            run_due()

    def pry(self, act: Act) -> None:
        """Try every door to other people's stories."""
        for story in [key for key, owner in self.book.owner.items() if owner != act.who]:
            path = f"/stories/{story}"
            tries = [
                self.send(act.who, "PUT", path, telling(self.text(act.who), based_on=1)),
                self.send(act.who, "POST", f"{path}/withdrawal", {"version": 1}),
                self.send(act.who, "DELETE", f"{path}/drafts/1"),
            ]
            assert all(one["status"] >= 400 for one in tries)
            self.send(act.who, "GET", path)

    def check(self, name: str) -> None:
        """Compare what has been heard, and what one viewer can fetch, with the book."""
        for hearer, socket in self.sockets.items():
            told = socket.get_received()
            for one in told:
                if one["name"] == "fact":
                    self.hear(hearer, one["args"][0])
            if any(one["name"] == "rights" for one in told):
                self.listen_anew(hearer, socket)
        for fact in facts(self.screen):
            assert set(MARK.findall(str(fact))) <= self.book.shown("screen")
        if name == "the screen":
            screen = str(self.olga.get("/screen")["stories"])
            assert set(MARK.findall(screen)) == self.book.shown("screen")
            return
        page = self.page(name)
        assert set(MARK.findall(str(page))) == self.book.shown("feed", name)
        assert self.has[name] == page
        self.check_table(name)

    def check_table(self, name: str) -> None:
        """Whoever sits beside a viewer has an opening line if and only if one may be shown."""
        table = self.phones[name].get(self.talk)["table"]
        for one in table["people"] if table else []:
            line = set(MARK.findall(str(one["opening"])))
            theirs = self.book.by(one["person"]["name"]) & self.book.shown("tables")
            assert line <= theirs
            assert len(line) == min(1, len(theirs))

    def listen_anew(self, name: str, socket: SocketIOTestClient) -> None:
        """Subscribe again and fetch the feed, as a phone does whose rights have changed."""
        phone = self.phones[name]
        for stream in ("feed", f"person:{phone.person_id}"):
            assert "number" in phone.subscribe(socket, stream)
        self.has[name] = self.page(name)

    def page(self, name: str) -> dict[str, Json]:
        """Return the feed as somebody can fetch it, by story."""
        stories: list[Json] = self.phones[name].get("/feed")["stories"]
        return {one["id"]: one for one in stories}

    def hear(self, name: str, fact: Json) -> None:
        """Apply a fact as a phone does; nothing in it may be unread."""
        place = "tables" if fact["stream"].startswith("table:") else "feed"
        assert self.may_reach(name, fact, place)
        has, data = self.has[name], fact.get("data", {})
        match fact.get("type"):
            case "stories.published":
                has[data["story"]["id"]] = data["story"]
            case "stories.withdrawn":
                has.pop(data["story_id"], None)
            case "people.person_gone":
                gone = data["person_id"]
                kept = {key: one for key, one in has.items() if one["author"]["id"] != gone}
                self.has[name] = kept
            case "people.person_back":
                self.has[name] = self.page(name)


@given(acts=st.lists(ACTS, min_size=50, max_size=50))
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
def test_nobody_reads_what_no_organiser_has_approved(
    app: Flask, stopped_clock: StoppedClock, monkeypatch: pytest.MonkeyPatch, acts: list[Act]
) -> None:
    monkeypatch.setattr(asking, "IMPROVE_FOR", 0)
    people = People(app, stopped_clock)
    viewers = [*NAMES, "the screen"]
    first = [Act(what, name) for what in ("write", "come_or_go") for name in NAMES]
    first += [Act("conduct", ""), Act("conduct", "")]
    for number, act in enumerate([*first, *acts]):
        getattr(people, act.what)(act)
        people.check(viewers[number % 4])
    for name in viewers:
        people.check(name)
    people.close()
