"""Finding stories by their words. Only what is live in the feed is there to be found."""

from __future__ import annotations

import uuid

from sqlalchemy import Select, false, select, text

from server.database import on_postgresql
from server.extensions import db
from server.stories.models import Story, StoryRevision, StoryWords
from server.stories.queries import revision
from server.stories.words import folded, terms

ON_POSTGRESQL = text("to_tsvector('simple', story_words.folded) @@ CAST(:sought AS tsquery)")
ON_SQLITE = text(
    "story_words.number IN (SELECT rowid FROM story_index WHERE story_index MATCH :sought)"
)


def found_by(search: str) -> Select[uuid.UUID]:
    """Return which stories have all that is sought, of whatever conference, whoever may read them.

    A search without a word finds nothing.
    """
    found, sought = select(StoryWords.story_id), terms(search)
    if not sought:
        return found.where(false())
    if on_postgresql(db.session):
        query = " & ".join(f"({' <-> '.join(term)}:*)" for term in sought)
        return found.where(ON_POSTGRESQL.bindparams(sought=query))
    query = " AND ".join(f'"{" ".join(term)}" *' for term in sought)
    return found.where(ON_SQLITE.bindparams(sought=query))


def keep_findable(story: Story, number: int | None) -> None:
    """Have a story found by the revision that the feed shows, or, without one, not at all."""
    row = db.session.scalar(select(StoryWords).where(StoryWords.story_id == story.id))
    words = None if number is None else _words_of(revision(story.id, number))
    if row is None:
        if words is not None:
            db.session.add(StoryWords(story_id=story.id, folded=words))
    elif words is None:
        db.session.delete(row)
    else:
        row.folded = words


def _words_of(row: StoryRevision) -> str:
    return folded(f"{row.title}\n{row.text}")
