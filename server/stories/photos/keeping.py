"""Keeping photos that people have sent, and forgetting those that no story has. Never commits."""

from __future__ import annotations

import base64
import logging
import os
import threading
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, exists, func, select

from server import clock
from server.conferences.queries import refuse_if_ended
from server.errors import Problem, not_found
from server.extensions import db
from server.people.models import Person
from server.people.queries import person
from server.stories.domain import Telling
from server.stories.models import Photo, PhotoSize, StoryRevision
from server.stories.photos.domain import SentPhoto
from server.work.children import ChildFailed, in_child
from server.work.due import schedule

SWEEP = "stories.sweep_photo"
DEVELOP = "server.stories.photos.developing:developed"
MOST_MEMORY = 1_500_000_000  # bytes that a child may take, whatever it was sent
UNTOLD_FOR = timedelta(days=1)  # a phone may lose its signal between a photo and its story
MOST_UNTOLD = 10  # of one person
TRY_AGAIN = 30  # seconds until a busy machine may be less so

log = logging.getLogger(__name__)

# One processor at least is left to those who seat the room.
_places = threading.BoundedSemaphore(max(1, (os.cpu_count() or 1) - 1))


@dataclass(frozen=True)
class Developed:
    """A photo as it will be kept. sizes: WebP files by the pixels of their longer side."""

    sizes: dict[int, bytes]
    width: int
    height: int


def develop(file: bytes) -> Developed:
    """Make of a stranger's file what may be kept. It takes a while: call it in no transaction.

    Raises photo-unreadable, photo-too-big or photo-and-more; busy when it takes too long just now.
    """
    try:
        with _places:
            made: dict[str, Any] = in_child(DEVELOP, {}, attached=file, memory=MOST_MEMORY)
    except ChildFailed as failed:
        # Not the child's last words: they may quote what is in the file.
        why = "it took too long" if failed.too_slow else str(failed).partition(":")[0]
        log.warning("a photo was not developed: %s", why)
        if failed.too_slow:
            raise Problem("busy", 503, retry_after=TRY_AGAIN) from None
        raise Problem("photo-unreadable", 422) from None
    if refused := made.get("refused"):
        raise Problem(refused, 422)
    sizes = {int(size): base64.b64decode(told) for size, told in made["sizes"].items()}
    return Developed(sizes, made["width"], made["height"])


def sent_before(sender: Person, photo_id: uuid.UUID) -> SentPhoto | None:
    """Return a photo of one's own, if it has arrived; or None while another may still be kept.

    Raises not-found for somebody else's, conference-ended, or too-many-photos with {most}.
    """
    row = db.session.get(Photo, photo_id)
    if row is not None:
        if row.person_id != sender.id:
            raise not_found()
        return view_of(row)
    refuse_if_ended(sender.conference)
    untold = select(func.count()).where(Photo.person_id == sender.id, ~_told())
    if db.session.scalars(untold).one() >= MOST_UNTOLD:
        raise Problem("too-many-photos", 409, most=MOST_UNTOLD)
    return None


def keep(sender: Person, photo_id: uuid.UUID, developed: Developed) -> SentPhoto:
    """Keep a photo under its id. Sent twice, it is kept once. Raises as `sent_before`."""
    sender = person(sender.conference, sender.id, lock=True)
    known = sent_before(sender, photo_id)
    if known is not None:
        return known
    row = Photo(
        id=photo_id,
        conference=sender.conference,
        person_id=sender.id,
        sent_at=clock.now(),
        width=developed.width,
        height=developed.height,
    )
    db.session.add(row)
    db.session.flush()
    db.session.add_all(
        PhotoSize(photo_id=photo_id, size=size, webp=webp) for size, webp in developed.sizes.items()
    )
    sweep_later(sender.conference, [photo_id])
    return view_of(row)


def own_photo(author_id: uuid.UUID, telling: Telling) -> Photo | None:
    """Return the photo of its author's that goes with what is told. Raises unknown-photo."""
    if telling.photo_id is None:
        return None
    row = db.session.get(Photo, telling.photo_id, populate_existing=True)
    if row is None or row.person_id != author_id:
        raise Problem("unknown-photo", 422)
    return row


def sweep_later(conference: str, photos: Iterable[uuid.UUID | None]) -> None:
    """Have these photos deleted tomorrow, unless a story has them by then."""
    for photo_id in photos:
        if photo_id is not None:
            schedule(conference, SWEEP, str(photo_id), clock.now() + UNTOLD_FOR)


def sweep(photo_id: uuid.UUID) -> None:
    """Delete a photo unless a story has it. Whoever is just telling one with it comes first."""
    row = db.session.get(Photo, photo_id)
    if row is None:
        return
    person(row.conference, row.person_id, lock=True)
    db.session.execute(delete(Photo).where(Photo.id == photo_id, ~_told()))


def forget_photos(leaver: Person) -> None:
    """Delete the photos of somebody whose stories are gone."""
    db.session.execute(delete(Photo).where(Photo.person_id == leaver.id))


def view_of(row: Photo) -> SentPhoto:
    """Return a photo as its sender hears of it."""
    return SentPhoto(id=row.id, width=row.width, height=row.height)


def _told() -> Any:
    return exists().where(StoryRevision.photo_id == Photo.id)
