"""A conference with as many people and live stories as a benchmark needs, written in one go."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert

from server import clock
from server.app import create_app
from server.conferences.actions import create_conference
from server.conferences.domain import BACKGROUNDS
from server.config import Config
from server.database import writing
from server.demo.samples import Sample, samples
from server.extensions import db
from server.moderation.domain import State
from server.people.domain import Position
from server.people.models import Device, Person
from server.stories.domain import ShownOn
from server.stories.models import Story, StoryRevision
from server.tables.clock import Phase
from server.tables.models import CheckIn, Talk
from server.web.device import token_hash
from server.web.rights import Role

SLUG = "benchmark"
SEED = 1876

Row = dict[str, Any]


def fill(database: str, stories: int, token: str) -> None:
    """Make a conference with so many live stories in a migrated database.

    token: of the device that holds one of the people.
    """
    chance, now = Random(SEED), clock.now()
    people = [_person(chance, number, now) for number in range(-(-stories // len(BACKGROUNDS)))]
    texts = samples()
    told = [_story(chance, people, place, chance.choice(texts), now) for place in range(stories)]
    with _conference(database, people, token, now):
        db.session.execute(insert(Story), [story for story, _ in told])
        db.session.execute(insert(StoryRevision), [revision for _, revision in told])


def fill_hall(database: str, people: int, token: str) -> str:
    """Make a conference whose talk has so many people in a migrated database; return its id.

    token: of the device of one of them, who may conduct the talk.
    """
    chance, now = Random(SEED), clock.now()
    guests = [_person(chance, number, now) for number in range(people)]
    guests[0]["role"] = Role.HOST
    talk = {
        "id": _id(chance),
        "conference": SLUG,
        "title": "A full hall",
        "deck": "how-did-you-get-here",
        "size": 5,
        "largest": 6,
        "rounds": 3,
        "minutes": 12,
        "seed": SEED,
        "phase": Phase.GATHERING,
        "opened_at": now,
    }
    here = {"conference": SLUG, "talk_id": talk["id"], "at": now}
    with _conference(database, guests, token, now):
        db.session.execute(insert(Talk), [talk])
        db.session.execute(insert(CheckIn), [here | {"person_id": one["id"]} for one in guests])
    return str(talk["id"])


@contextmanager
def _conference(database: str, people: list[Row], token: str, now: datetime) -> Iterator[None]:
    """Make a conference of these people, and write in the same go what the block adds."""
    app = create_app(Config(secret_key=token, database_url=database, testing=True))
    with app.app_context():
        with writing(db.session):
            today = now.date()
            create_conference(
                SLUG, name="Benchmark", run_by="Nobody", starts_on=today, ends_on=today, zone="UTC"
            )
            db.session.execute(insert(Person), people)
            holder = {"conference": SLUG, "person_id": people[0]["id"]}
            db.session.add(Device(token_hash=token_hash(token), since=now, **holder))
            yield
        db.engine.dispose()


def _person(chance: Random, number: int, now: datetime) -> Row:
    return {
        "id": _id(chance),
        "conference": SLUG,
        "name": f"Person {number}",
        "folded_name": f"person {number}",
        "organisation": f"Organisation {number // 4}",
        "position": chance.choice(list(Position)),
        "backgrounds": [chance.choice(BACKGROUNDS).key],
        "languages": ["en"],
        "strong": [],
        "wanted": [],
        "shares": [],
        "role": Role.ATTENDEE,
        "joined_at": now,
    }


def _story(
    chance: Random, people: list[Row], place: int, sample: Sample, now: datetime
) -> tuple[Row, Row]:
    """Return a story and its one revision; everybody tells one for each background in turn."""
    number, author = divmod(place, len(people))
    story = {
        "id": _id(chance),
        "conference": SLUG,
        "person_id": people[author]["id"],
        "background": BACKGROUNDS[number].key,
        "state": State.LIVE,
        "latest": 1,
        "live": 1,
        "told": True,
        "place": place + 1,
        "published_at": now + timedelta(seconds=place),
    }
    revision = {
        "story_id": story["id"],
        "number": 1,
        "background": story["background"],
        "opening": sample.telling.opening,
        "text": sample.telling.text,
        "by_accident": sample.telling.by_accident,
        "shown_on": ShownOn.FEED,
        "reach": ShownOn.FEED,
        "language": sample.telling.language,
        "written_at": now,
    }
    return story, revision


def _id(chance: Random) -> uuid.UUID:
    return uuid.UUID(int=chance.getrandbits(128), version=4)
