"""Correcting what a live story is written in: it says about the words what they are, and no more.

Whoever approved the words has read all of them, so they stay up. Nothing here commits.
"""

from __future__ import annotations

from sqlalchemy import update

from server.conferences.actions import record
from server.conferences.queries import refuse_if_ended
from server.extensions import db
from server.moderation.domain import State
from server.people.models import Person
from server.stories.announcing import announced
from server.stories.domain import SUBJECT
from server.stories.models import Story, StoryRevision


def correct_language(author: Person, story: Story, language: str | None) -> None:
    """Have a story that an organiser has approved be in another language, wherever it is shown.

    Raises conference-ended.
    """
    refuse_if_ended(story.conference)
    record(
        story.conference,
        "correct-language",
        SUBJECT,
        f"{story.id}/{story.latest}",
        by=author,
        why=language,
    )
    with announced(story):
        db.session.execute(
            update(StoryRevision)
            .where(StoryRevision.story_id == story.id)
            .where(StoryRevision.number.in_({story.latest, story.live}))
            .values(language=language)
        )


def may_be_corrected(story: Story) -> bool:
    """Say whether a story is as an organiser approved it, so that only its language may change."""
    return story.state is State.LIVE
