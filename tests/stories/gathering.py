"""A conference at which everybody acts at random, and what its attendees do with stories.

Every text carries a mark of its own, so that a mark tells which revision of which story has got
where. The `Book` writes down independently what may be shown.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import Any

from flask import Flask
from hypothesis import strategies as st

from server.database import writing
from server.extensions import db
from server.people.queries import person
from server.web.rights import Role
from tests.stories.book import WIDTHS, Book
from tests.stories.pictures import photo, send
from tests.stories.telling import Json, telling
from tests.support.clocks import StoppedClock
from tests.support.factories import make_conference
from tests.support.phones import Phone

MARK = re.compile(r"mark-\d+")
NAMES = ["Alice", "Bob", "Carol"]
OUTCOMES = ["approve", "approve", "for-tables", "feature", "send-back", "close"]
ACCIDENTS = ["yes", "rather", "no"]
LANGUAGES = ["en", "de", None]


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


def acts(whats: list[str]) -> st.SearchStrategy[Act]:
    """Return acts of these kinds by and about anybody."""
    return st.builds(
        Act,
        what=st.sampled_from(whats),
        who=st.sampled_from(NAMES),
        whom=st.sampled_from(NAMES),
        which=st.integers(0, 3),
        width=st.sampled_from(WIDTHS),
        outcome=st.sampled_from(OUTCOMES),
        same=st.booleans(),
        stale=st.sampled_from([False, False, False, True]),
    )


def marks_in(told: object) -> set[str]:
    """Return the marks of all texts of which anything is told here."""
    return set(MARK.findall(str(told)))


class Gathering:
    """Three who tell, Olga who organises, and a book of what may be shown."""

    def __init__(self, app: Flask, clock: StoppedClock) -> None:
        self.app, self.clock, self.book = app, clock, Book()
        conference = make_conference(app, f"c{uuid.uuid4().hex[:12]}", "Autumn Forum")
        self.phones = {name: Phone(app).join(conference, name) for name in NAMES}
        self.names = {phone.person_id: name for name, phone in self.phones.items()}
        self.olga = Phone(app).join(conference, "Olga")
        with app.app_context(), writing(db.session):
            person(conference.slug, uuid.UUID(self.olga.person_id)).role = Role.ORGANISER
        self.photos: dict[str, str | None] = {}  # by mark
        self.picture = photo(20, 20)

    def close(self) -> None:
        """Hang up."""
        for phone in (*self.phones.values(), self.olga):
            phone.close()

    def text(self, author: str) -> str:
        """Return words that nobody has used yet."""
        mark = f"mark-{len(self.book.author):03}"  # none begins another, as a search would find
        self.book.author[mark] = author
        return f"{mark} is how I came into the contact centre."

    def told(self, text: str, **changes: Any) -> Json:
        """Return these words as a phone sends them, under a title with the same mark."""
        (mark,) = marks_in(text)
        changes["photo"] = self.photo(mark)
        changes.setdefault("by_accident", ACCIDENTS[int(mark[-3:]) % len(ACCIDENTS)])
        return telling(text, title=f"How {mark} began", **changes)

    def photo(self, mark: str) -> Json | None:
        """Return the photo that goes with a mark; its author may have sent too many already."""
        if mark not in self.photos:
            photo_id = str(uuid.uuid4())
            sent = send(self.phones[self.book.author[mark]], photo_id, self.picture)
            self.photos[mark] = photo_id if sent.status_code == 200 else None
        if self.photos[mark] is None:
            return None
        return {"id": self.photos[mark], "alt": f"A view of {mark}"}

    def send(
        self, name: str, method: str, path: str, body: Any = None, *, place: str = "feed"
    ) -> Json:
        """Send what an attendee asks for; nothing in the answer may be unread."""
        answer = self.phones[name].send(method, self.phones[name].inside(path), body)
        assert self.may_reach(name, answer.text, place), path
        return {"status": answer.status_code, "body": answer.get_json(silent=True)}

    def may_reach(self, name: str, told: object, place: str) -> bool:
        """Say whether an attendee may be told this at a place: nothing unread but their own words.

        At a table blocks count no more: they were heard when it was decided who sits there.
        """
        viewer = None if place == "tables" else name
        return marks_in(told) <= self.book.by(name) | self.book.shown(place, viewer)

    def own(self, act: Act) -> Json | None:
        """Return one of somebody's stories as they see it."""
        stories: list[Json] = self.phones[act.who].get("/stories/mine")["stories"]
        return stories[act.which % len(stories)] if stories else None

    def page(self, name: str, query: str = "") -> dict[str, Json]:
        """Return the feed as somebody can fetch it, by story."""
        stories: list[Json] = self.phones[name].get(f"/feed{query}")["stories"]
        return {one["id"]: one for one in stories}

    def write(self, act: Act) -> None:
        """Tell a story."""
        story = str(uuid.uuid4())
        body = self.told(
            self.text(act.who),
            background="it" if act.same else "agent",
            shown_on=act.width,
            language=LANGUAGES[act.which % len(LANGUAGES)],
        )
        if self.send(act.who, "PUT", f"/stories/{story}", body)["status"] == 200:
            self.book.owner[story] = act.who

    def edit(self, act: Act) -> None:
        """Tell a story anew, in other words, in another language, or to be shown elsewhere."""
        story = self.own(act)
        if story is None:
            return
        latest = story["latest"]
        body = self.told(
            latest["text"] if act.same else self.text(act.who),
            based_on=story["version"] - act.stale or None,
            background=latest["background"],
            shown_on=act.width,
            language=LANGUAGES[act.which % len(LANGUAGES)],
        )
        changed = self.send(act.who, "PUT", f"/stories/{story['id']}", body)
        if changed["status"] == 200 and changed["body"]["version"] > story["version"]:
            self.book.told(story["id"], act.width)

    def withdraw(self, act: Act) -> None:
        """Take a story back."""
        story = self.own(act)
        if story is not None:
            path, body = f"/stories/{story['id']}/withdrawal", {"version": story["version"]}
            if self.send(act.who, "POST", path, body)["body"]["state"] == "withdrawn":
                self.book.withdrawn(story["id"])

    def block(self, act: Act) -> None:
        """Keep two from each other."""
        if act.who != act.whom:
            self.phones[act.who].put(f"/blocks/{self.phones[act.whom].person_id}")
            self.book.blocks.add(frozenset({act.who, act.whom}))

    def pry(self, act: Act) -> None:
        """Try every door to other people's stories. Whoever reads one may say something to it."""
        for story in [key for key, owner in self.book.owner.items() if owner != act.who]:
            path = f"/stories/{story}"
            tries = [
                self.send(act.who, "PUT", path, self.told(self.text(act.who), based_on=1)),
                self.send(act.who, "POST", f"{path}/withdrawal", {"version": 1}),
                self.send(act.who, "PUT", f"{path}/card"),
                self.send(act.who, "DELETE", f"{path}/drafts/1"),
            ]
            assert all(one["status"] >= 400 for one in tries)
            reads = self.send(act.who, "GET", path)["status"]
            for said in ("same-here", "tell-me-more"):
                assert (self.send(act.who, "PUT", f"{path}/{said}")["status"] < 400) <= (
                    reads == 200
                )
        self.send(act.who, "GET", "/waves")
