"""The feed's first page, answered before Flask begins when its bytes are kept.

A hall asks for it all at once, after every coffee. Who is calling, what they may not see and
where the feed stands are read from the database for each of them, in one statement. Everything
else goes on to the app, which answers it in full and keeps what it has read: strangers, new
devices, those who are banned, other pages, a feed that has changed, a database that fails.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Flask
from sqlalchemy import String, and_, bindparam, exists, func, literal, or_, select, union

from server.conferences.models import Conference
from server.people.models import Block, Device, Person
from server.prepared import Prepared
from server.realtime.models import Stream
from server.stories.domain import FEED_PAGE, LONGEST_FEED_PAGE
from server.stories.kept import KeptPage, Snapshots, Version, tag_of
from server.web.front import Answered, Front
from server.web.rights import Role

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

PATH = re.compile(r"/api/v1/conferences/([a-z0-9-]{1,60})/feed")
RULE = "/api/v1/conferences/<slug>/feed"
QUERY = re.compile(r"(?:limit=([1-9][0-9]?))?")
# Kept by one phone's browser, and asked about each time: it holds what is here for others too.
KEPT_HOW = "private, no-cache"

WHERE_IT_STANDS = (
    select(
        Person.id,
        and_(
            Person.screen.is_(False),
            Person.role != literal(Role.ORGANISER.value, String),
            exists().where(or_(Block.by_id == Person.id, Block.blocked_id == Person.id)),
        ),
        Conference.audit_salt,
        func.coalesce(Stream.number, 0),
    )
    .select_from(Device)
    .join(Person, and_(Person.conference == Device.conference, Person.id == Device.person_id))
    .join(Conference, Conference.slug == Device.conference)
    .outerjoin(Stream, and_(Stream.conference == Device.conference, Stream.name == "feed"))
    .where(Device.token_hash == bindparam("device"), Device.conference == bindparam("slug"))
    .where(Person.removed_at.is_(None), Person.banned_because.is_(None))
)
BLOCKED_WITH = union(
    select(Block.blocked_id).where(Block.by_id == bindparam("person")),
    select(Block.by_id).where(Block.blocked_id == bindparam("person")),
)


class FeedInFront(Front):
    """Answers what it can of the feed, and hands everything else to the app behind it."""

    def __init__(self, app: Flask, snapshots: Snapshots) -> None:
        super().__init__(app, PATH, RULE)
        self._snapshots = snapshots
        self._where_it_stands = Prepared(WHERE_IT_STANDS, self._engine)
        self._blocked_with = Prepared(BLOCKED_WITH, self._engine)

    def answer(
        self, connection: Any, device: str, path: re.Match[str], environ: WSGIEnvironment
    ) -> Answered | None:
        """Return the first page, if it is that which is asked for, and it is kept."""
        search = QUERY.fullmatch(environ.get("QUERY_STRING", ""))
        limit = int(search[1] or FEED_PAGE) if search else 0
        if not 0 < limit <= LONGEST_FEED_PAGE:
            return None
        known = environ.get("HTTP_IF_NONE_MATCH", "")
        page = self._page(connection, device, path[1], limit, known)
        return page_answer(page, known) if page else None

    def _page(
        self, connection: Any, device: str, slug: str, limit: int, known: str
    ) -> KeptPage | None:
        found = self._where_it_stands.rows(connection, device=device, slug=slug)
        if not found:
            return None
        [(person, has_blocks, salt, number)] = found
        rows = self._blocked_with.rows(connection, person=person) if has_blocks else []
        version = Version(salt, number)
        if not rows and (tag := tag_of(version, limit)) in known:
            return KeptPage(b"", tag)
        snapshot = self._snapshots.at(slug, version)
        return snapshot.page(limit, {_uuid(one) for (one,) in rows}) if snapshot else None


def page_answer(page: KeptPage, known: str) -> Answered:
    """Return what answers a request: a kept page, or that nothing has changed since.

    known: the request's If-None-Match. A proxy that compresses makes a tag in it a weak one.
    """
    headers = {"ETag": f'"{page.tag}"', "Cache-Control": KEPT_HOW}
    if headers["ETag"] in known:
        return HTTPStatus.NOT_MODIFIED, headers, b""
    headers |= {"Content-Type": "application/json", "Content-Length": str(len(page.body))}
    return HTTPStatus.OK, headers, page.body


def _uuid(stored: Any) -> UUID:
    """Return an id as one driver or the other has it."""
    return stored if isinstance(stored, UUID) else UUID(stored)
