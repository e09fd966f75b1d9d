"""Which stories others may read. It knows no app, so that a child process may ask, too."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, Select, and_, or_, select

from server.moderation.domain import Showing
from server.people.models import Person
from server.people.sight import shown
from server.stories.domain import ShownOn
from server.stories.models import Story, StoryRevision


def live_stories(conference: str, *, reaching: ShownOn) -> Select[Story, StoryRevision, Person]:
    """Return the live stories that may be shown at `reaching`, the newest first."""
    showings = [one for one in Showing if one is not Showing.TABLES or reaching is ShownOn.TABLES]
    return (
        select(Story, StoryRevision, Person)
        .join(
            StoryRevision,
            and_(StoryRevision.story_id == Story.id, StoryRevision.number == Story.live),
        )
        .join(Person, and_(Person.conference == Story.conference, Person.id == Story.person_id))
        .where(Story.conference == conference, shown())
        .where(or_(Story.hidden.is_(None), Story.hidden != Story.live))
        .where(StoryRevision.reach.in_(reaching.included_in()))
        .where(Story.showing.in_(showings))
        .order_by(Story.place.desc())
    )


def words_in_feed(connection: Connection, conference: str) -> dict[UUID, tuple[str, str]]:
    """Return, by author, the words of the newest story in the feed, and their language or "".

    Whoever may read it: for what is said to nobody.
    """
    columns = live_stories(conference, reaching=ShownOn.FEED).with_only_columns(
        Story.person_id, StoryRevision.title, StoryRevision.text, StoryRevision.language
    )
    newest: dict[UUID, tuple[str, str]] = {}
    for author, title, text, language in connection.execute(columns):
        newest.setdefault(author, (f"{title}\n{text}", language or ""))
    return newest
