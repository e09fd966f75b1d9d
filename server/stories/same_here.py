"""Writing down who recognised themselves in a story. Nobody is ranked by it."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from server import clock
from server.errors import not_found
from server.extensions import db
from server.people.models import Person
from server.realtime.facts import one_person
from server.realtime.publish import publish
from server.stories.facts import SameHereChanged, SameHereCounted
from server.stories.models import SameHere, Story
from server.stories.own import same_here_counts


def say_same_here(story: Story, *, by: Person) -> None:
    """Remember a tap on a locked story that `by` may see. Sent twice, it is one.

    Raises not-found for one's own story.
    """
    if story.person_id == by.id:
        raise not_found()
    if db.session.get(SameHere, (story.id, by.id)) is None:
        row = SameHere(conference=by.conference, story_id=story.id, person_id=by.id, at=clock.now())
        db.session.add(row)
        _tell(story, by, tapped=True)


def unsay_same_here(story_id: uuid.UUID, *, by: Person) -> None:
    """Forget a tap, if there was one."""
    # The lock first, here as above, so that the author hears the counts in their order.
    locking = {"key_share": True}
    story = db.session.get(Story, story_id, with_for_update=locking, populate_existing=True)
    row = db.session.get(SameHere, (story_id, by.id))
    if story is not None and row is not None:
        db.session.delete(row)
        _tell(story, by, tapped=False)


def forget_taps(leaver: Person) -> None:
    """Forget everything that somebody tapped who is leaving."""
    tapped = select(SameHere.story_id).where(SameHere.person_id == leaver.id)
    for story_id in db.session.scalars(tapped.order_by(SameHere.story_id)).all():
        unsay_same_here(story_id, by=leaver)


def _tell(story: Story, by: Person, *, tapped: bool) -> None:
    db.session.flush()
    publish(one_person(by.conference, by.id), SameHereChanged(story_id=story.id, tapped=tapped))
    publish(
        one_person(story.conference, story.person_id),
        SameHereCounted(story_id=story.id, same_here=same_here_counts([story.id]).get(story.id, 0)),
    )
