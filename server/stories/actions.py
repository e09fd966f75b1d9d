"""Telling, changing and withdrawing stories. Nothing here commits.

An author's own commands lock their person first, then, like an organiser's decision, the
story's review: whatever happens to a story happens one after the other.
"""

from __future__ import annotations

import uuid
from dataclasses import replace

from sqlalchemy import delete, func, select

from server import clock
from server.conferences.queries import (
    backgrounds_of,
    conference,
    locked_conference,
)
from server.errors import Problem, not_found
from server.extensions import db
from server.moderation import domain as policy
from server.moderation.actions import follow
from server.moderation.domain import (
    Standing,
    State,
)
from server.moderation.queries import is_live_at_once, locked_review_of
from server.people.models import Person
from server.people.queries import person, refuse_if_muted
from server.stories.announcing import announced, tell_author
from server.stories.correcting import correct_language, may_be_corrected
from server.stories.domain import MOST_DRAFTS, SUBJECT, Telling, shows_less
from server.stories.models import Story, StoryRevision
from server.stories.own import my_story, own_view
from server.stories.photos.keeping import forget_photos
from server.stories.queries import revision
from server.stories.revisions import drafts_of, forget_draft, narrow, next_number, was_told, write
from server.stories.same_here import forget_taps
from server.stories.under_review import story_under_review
from server.web.values import to_wire


def tell_story(
    author: Person, story_id: uuid.UUID, telling: Telling, *, based_on: int | None
) -> Story:
    """Tell a story, or tell it anew. Sent twice, or an hour late, it is told once.

    based_on: the revision that the author had in view; None while their phone has not heard
        of any.
    Returns the story that holds the words. It is another one than `story_id` when the author
    has told one for that background already: there the words are kept as a draft.
    Raises version-conflict, with the story as it is, when another phone was faster;
    too-many-drafts, with {most}, where there are as many already; story-closed,
    unknown-background, unknown-photo, conference-ended, or not-found for somebody else's story.
    """
    author = person(author.conference, author.id, lock=True)
    refuse_if_muted(author)
    _check_background(author.conference, telling.background)
    story = None
    if db.session.get(Story, story_id) is not None:
        story = _locked(author, story_id)
        if was_told(story, telling, draft_of=None, based_on=based_on):
            return story
    holder = db.session.scalar(
        select(Story).where(Story.person_id == author.id, Story.background == telling.background)
    )
    if holder is not None and holder is not story:
        _keep_draft(holder, telling, told_as=story_id)
        return holder
    if story is None:
        return _tell_first(author, story_id, telling, based_on)
    _tell_anew(author, story, telling, based_on)
    return story


def withdraw_story(author: Person, story_id: uuid.UUID, *, version: int) -> Story:
    """Take a story back: it is gone everywhere at once. Asked twice, it is gone once.

    Raises version-conflict when the author has told it anew meanwhile, or not-found.
    """
    story = _locked(person(author.conference, author.id, lock=True), story_id)
    after = policy.withdrawn(story.standing)
    if after != story.standing:
        _check_version(story, version)
        with announced(story):
            story.standing, story.as_card = after, False
        follow(SUBJECT, story.id, after, author=author)
    return story


def let_be_card(author: Person, story_id: uuid.UUID, *, allowed: bool) -> Story:
    """Let a story come up as a card where its author sits, or no more: then it is gone at once.

    Asked twice, it is so once. Raises not-found.
    """
    story = _locked(person(author.conference, author.id, lock=True), story_id)
    if story.as_card is not allowed:
        with announced(story):
            story.as_card = allowed
    return story


def discard_draft(author: Person, story_id: uuid.UUID, number: int) -> Story:
    """Throw a draft away. Asked twice, it is gone once. Raises not-found."""
    story = _locked(person(author.conference, author.id, lock=True), story_id)
    row = db.session.get(StoryRevision, (story.id, number))
    if row is not None and row.draft_of is not None:
        with announced(story):
            forget_draft(story, row)
    return story


def settle(slug: str, story_id: uuid.UUID, standing: Standing) -> None:
    """Have a story stand where an organiser's decision has put it."""
    story = story_under_review(slug, story_id)
    with announced(story, author_hears=standing.told):
        _stand(story, standing)


def hide(slug: str, story_id: uuid.UUID, revision: int | None) -> None:
    """Take a revision of a story off, as organisers decided on a report, or show it again."""
    locked_review_of(slug, SUBJECT, story_id)
    story = story_under_review(slug, story_id)
    with announced(story):
        story.hidden = revision


def forget(leaver: Person) -> None:
    """Delete somebody's stories and photos, and where they said "same here": they are leaving."""
    forget_taps(leaver)
    db.session.execute(delete(Story).where(Story.person_id == leaver.id))
    forget_photos(leaver)


def _tell_first(
    author: Person, story_id: uuid.UUID, telling: Telling, based_on: int | None
) -> Story:
    if based_on is not None:
        raise not_found()  # an edit of what is there no more
    story = Story(
        id=story_id,
        conference=author.conference,
        person_id=author.id,
        background=telling.background,
    )
    story.standing = Standing()
    db.session.add(story)
    db.session.flush()
    write(story, story.latest, telling)
    with announced(story, author_hears=False):
        unread = is_live_at_once(author)
        _stand(story, policy.edited(story.standing, story.latest, unread=unread))
    follow(SUBJECT, story.id, story.standing, author=author)
    tell_author(story)
    return story


def _tell_anew(author: Person, story: Story, telling: Telling, based_on: int | None) -> None:
    """Send a newer revision. What has been said already shall show no wider than this one.

    A phone that has heard of no revision is the one that made the story: it means its first.
    """
    _check_version(story, 1 if based_on is None else based_on)
    latest = revision(story.id, story.latest).telling
    if telling.language is None and telling.text == latest.text:
        telling = replace(telling, language=latest.language)
    if latest == telling and story.state is not State.WITHDRAWN:
        return
    if may_be_corrected(story) and latest == replace(telling, language=latest.language):
        correct_language(author, story, telling.language)
        return
    if story.standing.final:
        raise Problem("story-closed", 409)
    number = next_number(story)
    with announced(story):
        for draft in drafts_of(story):
            if draft.text == telling.text:
                forget_draft(story, draft)
        narrow(story, telling.shown_on)
        write(story, number, telling, based_on=based_on)
        story.background = telling.background
        less, unread = shows_less(latest, telling), is_live_at_once(author)
        _stand(story, policy.edited(story.standing, number, shows_less=less, unread=unread))
    follow(SUBJECT, story.id, story.standing, author=author)


def _keep_draft(story: Story, telling: Telling, *, told_as: uuid.UUID) -> None:
    """Keep words beside a story, for its author only, in place of earlier ones told alike."""
    if was_told(story, telling):
        return
    drafts = drafts_of(story)
    earlier = [draft for draft in drafts if draft.draft_of == told_as]
    if len(drafts) - len(earlier) >= MOST_DRAFTS:
        raise Problem("too-many-drafts", 409, most=MOST_DRAFTS)
    number = next_number(story)
    with announced(story):
        for draft in earlier:
            forget_draft(story, draft)
        write(story, number, telling, draft_of=told_as)


def _locked(author: Person, story_id: uuid.UUID) -> Story:
    """Return a story of the author's own to which nothing else happens meanwhile."""
    locked_review_of(author.conference, SUBJECT, story_id)
    return my_story(author, story_id)


def _check_background(slug: str, key: str) -> None:
    if key not in {one.key for one in backgrounds_of(conference(slug))}:
        raise Problem("unknown-background", 422, background=key)


def _check_version(story: Story, version: int) -> None:
    if story.latest != version:
        raise Problem("version-conflict", 409, story=to_wire(own_view(story)))


def _stand(story: Story, standing: Standing) -> None:
    """Have a story stand anew. What comes up has its place in the feed from then on."""
    if standing.live is not None and story.live is None:
        _give_place(story)
    story.standing = standing


def _give_place(story: Story) -> None:
    """Put a story at the top of the feed. The lock keeps two from the same place."""
    locked_conference(story.conference)
    places = select(func.max(Story.place)).where(Story.conference == story.conference)
    story.place = (db.session.scalar(places) or 0) + 1
    story.published_at = clock.now()
