"""A long queue, read by two organisers at once: nothing is lost, nothing decided twice."""

from __future__ import annotations

import random
import threading
import uuid

from flask import Flask

from server.conferences.models import Conference
from server.database import writing
from server.extensions import db
from server.people.models import Person
from server.stories.actions import tell_story
from server.stories.schemas import TellingIn
from tests.stories.telling import Json, decision, telling
from tests.support.phones import Phone, facts

WAITING = 100
OUTCOMES = ["approve", "approve", "for-tables", "feature", "send-back", "close"]


def tell_many(app: Flask, authors: list[Phone]) -> None:
    """Have these people tell 100 stories, one for each background and some more."""
    with app.app_context(), writing(db.session):
        people = [db.session.get_one(Person, uuid.UUID(phone.person_id)) for phone in authors]
        keys = [one["key"] for one in db.session.get_one(Conference, "autumn").backgrounds]
        for number in range(WAITING):
            author = people[number // len(keys)]
            body = telling(
                f"Story number {number} of an evening on which everybody told one.",
                background=keys[number % len(keys)],
                shown_on="screen",
            )
            told = TellingIn().load(body)
            tell_story(author, uuid.uuid4(), told["telling"], based_on=None)


def one_by_one(organiser: Phone, decided: list[str]) -> None:
    """Read the queue as the desk does: the first that nobody has, until nothing waits."""
    chance = random.Random(7)
    while reviews := organiser.get("/reviews")["reviews"]:
        for review in reviews[:10]:
            path = organiser.inside(f"/reviews/{review['id']}")
            if organiser.send("PUT", f"{path}/claim").status_code != 200:
                continue  # approved together with others meanwhile
            body: Json = decision(chance.choice(OUTCOMES), review)
            answer = organiser.send("PUT", f"{path}/decisions/{uuid.uuid4()}", body)
            assert answer.status_code == 200, answer.text  # whoever has it decides
            decided.append(review["id"])


def several_together(organiser: Phone, decided: list[str], beside: threading.Thread) -> None:
    """Approve what waits 10 at a time, until nothing does; what `beside` reads is refused."""
    while True:
        alone = not beside.is_alive()
        reviews = organiser.get("/reviews")["reviews"]
        if not reviews:
            return
        approvals = [
            {
                "review_id": one["id"],
                "decision_id": str(uuid.uuid4()),
                "revision": one["writing"]["revision"],
            }
            for one in reviews[-10:]
        ]
        answer = organiser.post("/reviews/approvals", {"approvals": approvals})
        decided += [one["review_id"] for one in answer["decided"]]
        assert len(answer["decided"]) + len(answer["refused"]) == len(approvals)
        assert answer["decided"] or not alone, "it failed, and would be waited for for ever"


def test_of_100_waiting_stories_each_is_decided_once(
    app: Flask, organiser: Phone, second: Phone, conference: Conference
) -> None:
    authors = [Phone(app).join(conference, f"Author {number}") for number in range(24)]
    tell_many(app, authors)
    assert organiser.get("/reviews")["waiting"] == WAITING
    socket = organiser.listen("reviewers")
    by_each: list[list[str]] = [[], []]
    reads = threading.Thread(target=one_by_one, args=(organiser, by_each[0]))
    approves = threading.Thread(target=several_together, args=(second, by_each[1], reads))
    reads.start()
    approves.start()
    reads.join()
    approves.join()
    mine, theirs = by_each
    assert len(mine) + len(theirs) == len({*mine, *theirs}) == WAITING
    assert min(len(mine), len(theirs)) > 0
    assert organiser.get("/reviews") == organiser.get("/reviews") | {"reviews": [], "waiting": 0}
    told = [fact["data"]["decision"] for fact in facts(socket, "moderation.review_decided")]
    assert sorted(one["review_id"] for one in told) == sorted([*mine, *theirs])
