"""A conference with as many people and live stories as a benchmark needs, written in one go."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
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
from server.moderation.models import Review
from server.people.domain import Position
from server.people.models import Block, Device, Person
from server.stories.domain import SUBJECT, ShownOn
from server.stories.models import Story, StoryRevision
from server.tables.clock import Phase
from server.tables.models import CheckIn, Talk
from server.web.device import token_hash
from server.web.rights import Role

SLUG = "benchmark"
SEED = 1876

Row = dict[str, Any]


def fill(database: str, stories: int, token: str, *, blocker: str) -> None:
    """Make a conference with so many live stories in a migrated database.

    token: of the device that holds one of the people.
    blocker: of the device of one who has blocked the author of the newest story.
    """
    chance, now = Random(SEED), clock.now()
    people = [_person(chance, number, now) for number in range(-(-stories // len(BACKGROUNDS)))]
    texts = samples()
    told = [_story(chance, people, place, chance.choice(texts), now) for place in range(stories)]
    with _conference(database, people, token, now):
        db.session.execute(insert(Story), [story for story, _ in told])
        db.session.execute(insert(StoryRevision), [revision for _, revision in told])
        one, other = people[1]["id"], told[-1][0]["person_id"]
        holder = {"conference": SLUG, "person_id": one}
        db.session.add(Device(token_hash=token_hash(blocker), since=now, **holder))
        db.session.add(Block(conference=SLUG, by_id=one, blocked_id=other, at=now))


def fill_queue(database: str, stories: int, token: str) -> None:
    """Make a conference in a migrated database in which so many stories wait to be read.

    token: of the device of an organiser.
    """
    chance, now = Random(SEED), clock.now()
    people = [_person(chance, number, now) for number in range(1 - -stories // len(BACKGROUNDS))]
    people[0]["role"] = Role.ORGANISER
    texts = samples()
    told = [_story(chance, people, place, chance.choice(texts), now) for place in range(stories)]
    unread = {"state": State.IN_REVIEW, "live": None, "place": None, "published_at": None}
    with _conference(database, people, token, now):
        db.session.execute(insert(Story), [story | unread for story, _ in told])
        db.session.execute(insert(StoryRevision), [revision for _, revision in told])
        db.session.execute(insert(Review), [_review(chance, story, now) for story, _ in told])


def fill_phones(database: str, tokens: Sequence[str]) -> list[str]:
    """Make a conference in a migrated database where everybody has a story live on all screens.

    tokens: of everybody's devices. The first two organise. Return the stories, in the same order.
    """
    chance, now = Random(SEED), clock.now()
    people = [_person(chance, number, now) for number in range(len(tokens))]
    for organiser in people[:2]:
        organiser["role"] = Role.ORGANISER
    texts = samples()
    places = range(len(people))
    told = [_story(chance, people, place, chance.choice(texts), now) for place in places]
    read = [_review(chance, story, now) | {"waiting": False} for story, _ in told]
    everywhere = {"shown_on": ShownOn.SCREEN, "reach": ShownOn.SCREEN}
    devices = [_device(token, one, now) for token, one in zip(tokens, people, strict=True)]
    with _conference(database, people, tokens[0], now):
        db.session.execute(insert(Story), [story for story, _ in told])
        db.session.execute(insert(StoryRevision), [row | everywhere for _, row in told])
        db.session.execute(insert(Review), read)
        db.session.execute(insert(Device), devices[1:])
    return [str(story["id"]) for story, _ in told]


def fill_halls(
    database: str, talks: Sequence[int], token: str, others: Sequence[str] = ()
) -> list[str]:
    """Make a conference with talks of so many people in a migrated database; return their ids.

    token: of the device of one in the first talk, who may conduct them all.
    others: of the devices of as many who come after them.
    """
    chance, now = Random(SEED), clock.now()
    guests = [_person(chance, number, now) for number in range(sum(talks))]
    guests[0]["role"] = Role.HOST
    rows = [_talk(chance, now) for _ in talks]
    places = [row["id"] for row, people in zip(rows, talks, strict=True) for _ in range(people)]
    here = [
        {"conference": SLUG, "talk_id": talk_id, "at": now, "person_id": one["id"]}
        for talk_id, one in zip(places, guests, strict=True)
    ]
    devices = [_device(other, one, now) for other, one in zip(others, guests[1:], strict=False)]
    with _conference(database, guests, token, now):
        db.session.execute(insert(Talk), rows)
        db.session.execute(insert(CheckIn), here)
        if devices:
            db.session.execute(insert(Device), devices)
    return [str(row["id"]) for row in rows]


def _talk(chance: Random, now: datetime) -> Row:
    return {
        "id": _id(chance),
        "conference": SLUG,
        "title": "A full hall",
        "deck": "how-did-you-get-here",
        "size": 5,
        "largest": 6,
        "first_table": 1,
        "rounds": 3,
        "minutes": 12,
        "seed": SEED,
        "phase": Phase.GATHERING,
        "opened_at": now,
    }


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


def _device(token: str, person: Row, now: datetime) -> Row:
    return {
        "token_hash": token_hash(token),
        "conference": SLUG,
        "person_id": person["id"],
        "since": now,
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
        "title": sample.telling.title,
        "text": sample.telling.text,
        "by_accident": sample.telling.by_accident,
        "shown_on": ShownOn.FEED,
        "reach": ShownOn.FEED,
        "language": sample.telling.language,
        "written_at": now,
    }
    return story, revision


def _review(chance: Random, story: Row, now: datetime) -> Row:
    return {
        "id": _id(chance),
        "conference": SLUG,
        "subject_kind": SUBJECT,
        "subject_id": story["id"],
        "author_id": story["person_id"],
        "revision": 1,
        "waiting": True,
        "since": now,
    }


def _id(chance: Random) -> uuid.UUID:
    return uuid.UUID(int=chance.getrandbits(128), version=4)
