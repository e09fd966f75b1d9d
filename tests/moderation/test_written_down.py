"""Every act of an organiser is an entry of the audit chain: none does anything without one."""

from __future__ import annotations

import inspect
import uuid
from collections.abc import Callable
from typing import Any

from flask import Flask
from sqlalchemy import select

from server.conferences.audit import check_chain
from server.conferences.models import AuditRow
from server.database import reading
from server.extensions import db
from server.web.rights import Role
from tests.moderation.test_reporting import cases, reporting
from tests.stories.telling import OTHER, TEXT, decision, published, review_of, tell
from tests.support.phones import Phone

Json = dict[str, Any]
WORDS = "Said to nobody but the one whom it is about."
CHANGES = {"POST", "PUT", "PATCH", "DELETE"}
# What organisers do that touches nothing that anybody wrote or may do.
HOUSEKEEPING = {
    "reviews.claim",
    "reviews.release",
    "decks.save_deck",
    "decks.read_file",
    "decks.delete_deck",
    "network.tell_simulated",
}
ALSO = {"reports.report", "silencing.appeal", "silencing.appeal_mute", "screen.blank_screens"}


def role_of(view: Callable[..., Any] | None) -> Role | None:
    """Return the role that a command asks for; None for what is no command."""
    while view is not None:
        held = inspect.getclosurevars(view).nonlocals
        if view.__qualname__ != "command" and isinstance(held.get("role"), Role):
            role: Role = held["role"]
            return role
        view = getattr(view, "__wrapped__", None)
    return None


def acts_of_organisers(app: Flask) -> set[str]:
    """Return the name of every route by which an organiser changes something."""
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if CHANGES & (rule.methods or set())
        and role_of(app.view_functions[rule.endpoint]) is Role.ORGANISER
    }


class Evening:
    """An organiser at work; what is written down of each act, by route."""

    def __init__(self, app: Flask, organiser: Phone) -> None:
        self.app, self.organiser = app, organiser
        self.acts: dict[str, list[str]] = {}
        self.seen = 0

    def written(self) -> list[str]:
        """Return the acts that the chain holds, which must be sound."""
        with self.app.app_context(), reading(db.session):
            assert check_chain("autumn").flaw is None
            return list(db.session.scalars(select(AuditRow.act).order_by(AuditRow.number)))

    def do(self, method: str, path: str, body: Any = None, *, by: Phone | None = None) -> Any:
        """Do something that must succeed, and note what was written down of it."""
        phone = by or self.organiser
        self.seen = len(self.written())
        answer = phone.send(method, phone.inside(path), body)
        assert answer.status_code < 300, (path, answer.text)
        match = self.app.url_map.bind("localhost").match(
            f"/api/v1{phone.inside(path)}", method=method
        )
        self.acts.setdefault(str(match[0]), []).extend(self.written()[self.seen :])
        return answer.get_json(silent=True)

    def version(self, phone: Phone) -> int:
        """Return the version of somebody as the organiser sees them."""
        people = self.organiser.get("/guests")["people"]
        return int(next(one["version"] for one in people if one["id"] == phone.person_id))

    def settings(self) -> int:
        """Return the version of the conference."""
        return int(self.organiser.get("")["conference"]["version"])


def decide_on_stories(evening: Evening, alice: Phone, bob: Phone) -> None:
    story = tell(alice)
    review = review_of(evening.organiser, story)
    path = f"/reviews/{review['id']}/decisions/{uuid.uuid4()}"
    evening.do("PUT", path, decision("close", review, words=WORDS))
    evening.do("POST", f"{path}/undo")
    one = {
        "review_id": review["id"],
        "decision_id": str(uuid.uuid4()),
        "revision": review["writing"]["revision"],
    }
    evening.do("POST", "/reviews/approvals", {"approvals": [one]})
    evening.do("PUT", f"/reports/{uuid.uuid4()}", reporting(story, words=WORDS), by=bob)
    for hidden, waiting in ((True, True), (True, False), (False, True), (False, False)):
        (case,) = cases(evening.organiser)
        body = {"version": case["version"], "hidden": hidden, "waiting": waiting}
        evening.do("PUT", f"/cases/{case['id']}", body)


def look_after_people(evening: Evening, alice: Phone, bob: Phone) -> None:
    guest = f"/guests/{alice.person_id}"
    for change in ({"name": "Alicia"}, {"hidden": True}, {"hidden": False}, {"role": "host"}):
        evening.do("PATCH", guest, {"version": evening.version(alice)} | change)
    for what, appeal in (("mute", "/me/appeal"), ("ban", "/ban/appeal")):
        evening.do("PUT", f"{guest}/{what}", {"words": WORDS})
        evening.do("PUT", appeal, {"words": WORDS}, by=alice)
        evening.do("PUT", f"{guest}/appeal", {"words": WORDS})
        evening.do("DELETE", f"{guest}/{what}")
    evening.do("POST", f"{guest}/link")
    evening.do("POST", "/role-links", {"gives": "host"})
    evening.do("DELETE", f"/guests/{bob.person_id}")


def run_the_house(evening: Evening) -> None:
    for blank in (True, False):
        evening.do("PUT", "/screen/blank", {"blank": blank})
    screen = f"/screens/{uuid.uuid4()}"
    evening.do("PUT", screen, {"name": "Left of the stage"})
    evening.do("DELETE", screen)
    evening.do("PUT", "/flagging", evening.organiser.get("/flagging") | {"words": [WORDS[:9]]})
    evening.do("PUT", f"/announcements/{uuid.uuid4()}", {"text": WORDS})
    for method in ("PUT", "DELETE"):
        evening.do(method, "/stop")
    evening.do("PATCH", "", {"version": evening.settings(), "publishing": "at-once"})
    evening.do("POST", "/keys", {"version": evening.settings()})
    evening.do("POST", "/end", {"version": evening.settings()})


def test_every_act_is_written_down_without_a_word_of_anybodys(
    app: Flask, organiser: Phone, alice: Phone, bob: Phone
) -> None:
    evening = Evening(app, organiser)
    published(organiser, bob, OTHER)
    decide_on_stories(evening, alice, bob)
    look_after_people(evening, alice, bob)
    run_the_house(evening)
    assert set(evening.acts) == (acts_of_organisers(app) - HOUSEKEEPING) | ALSO
    assert [name for name, acts in evening.acts.items() if not acts] == []
    assert evening.acts["reports.decide_case"] == [
        "hide-for-now",
        "keep-hidden",
        "decide-later",
        "leave-shown",
    ]
    assert evening.acts["guests.look_after"] == ["rename", "hide", "show", "role-host"]
    assert evening.acts["screen.blank_screens"] == ["blank", "unblank"]
    with app.app_context(), reading(db.session):
        chain = str(db.session.execute(select(AuditRow.__table__)).all())
    assert [words for words in (WORDS, TEXT, OTHER, "Alicia") if words in chain] == []


def test_what_changes_nothing_is_not_written_down(app: Flask, organiser: Phone) -> None:
    evening = Evening(app, organiser)
    for method, path, body in (
        ("PUT", "/screen/blank", {"blank": False}),
        ("DELETE", "/stop", None),
    ):
        evening.do(method, path, body)
    assert evening.written() == []
