"""Reading the feed: its first page as it is kept, and any other page from the database."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask, current_app
from sqlalchemy import ColumnElement

from server.conferences.queries import conference
from server.people.models import Person
from server.people.pairs import unseen_by
from server.realtime.forgetting import keep_forgetting
from server.realtime.publish import number_of
from server.stories.domain import ByAccident, FeedPage, ShownOn, Wanted
from server.stories.finding import found_by
from server.stories.kept import DEPTH, KeptPage, Snapshot, Snapshots, Version
from server.stories.live import live_stories
from server.stories.models import Story, StoryRevision
from server.stories.queries import cards, seen_by


def keep_snapshots(app: Flask) -> Snapshots:
    """Give the app a place for its snapshots, and return it."""
    snapshots = app.extensions["happenstance-feed"] = Snapshots()
    keep_forgetting(app, snapshots)
    return snapshots


def first_page(viewer: Person, limit: int) -> KeptPage | None:
    """Return the first page as bytes, reading the top of the feed unless it is kept already.

    None when too much is left out for `viewer`: then `feed_page` has it.
    """
    slug = viewer.conference
    snapshots: Snapshots = current_app.extensions["happenstance-feed"]
    version = Version(conference(slug).audit_salt, number_of(slug, "feed"))
    snapshot = snapshots.at(slug, version)
    if snapshot is None:
        found = cards(live_stories(slug, reaching=ShownOn.FEED).limit(DEPTH + 1))
        snapshot = Snapshot(version, found[:DEPTH], whole=len(found) <= DEPTH)
        snapshots.keep(slug, snapshot)
    return snapshot.page(limit, unseen_by(viewer))


def feed_page(viewer: Person, wanted: Wanted, *, after: int | None, limit: int) -> FeedPage:
    """Return a page of the feed as `viewer` may see it.

    after: the `next` of the page before.
    """
    statement = seen_by(viewer, reaching=ShownOn.FEED).where(*_conditions(wanted))
    if after is not None:
        statement = statement.where(Story.place < after)
    found = cards(statement.limit(limit + 1))
    return FeedPage(
        number=number_of(viewer.conference, "feed"),
        stories=found[:limit],
        next=found[limit - 1].place if len(found) > limit else None,
    )


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.background:
        yield StoryRevision.background == wanted.background
    if wanted.language:
        yield StoryRevision.language == wanted.language
    if wanted.by_accident is not None:
        on_purpose = StoryRevision.by_accident == ByAccident.NO
        yield ~on_purpose if wanted.by_accident else on_purpose
    if wanted.find:
        yield Story.id.in_(found_by(wanted.find))
    if wanted.of:
        yield Story.id.in_(wanted.of)
