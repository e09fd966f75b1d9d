"""What a conference wants flagged: reading it, and changing it. Nothing here commits."""

from __future__ import annotations

from collections.abc import Sequence

from server import clock
from server.conferences.actions import record
from server.conferences.queries import locked_conference
from server.errors import Problem
from server.extensions import db
from server.moderation.flags.domain import LOOK_ANEW, OPTIONAL, Flagging, FlagKind
from server.moderation.models import FlaggingRow
from server.people.models import Person
from server.work.due import schedule


def flagging_of(conference: str) -> Flagging:
    """Return what a conference wants flagged; all there is, until it has said otherwise."""
    row = db.session.get(FlaggingRow, conference, populate_existing=True)
    if row is None:
        return Flagging()
    return Flagging(
        kinds=tuple(map(FlagKind, row.kinds)),
        words=tuple(row.words),
        passes=tuple(row.passes),
        version=row.version,
    )


def change_flagging(
    *,
    kinds: Sequence[FlagKind],
    words: Sequence[str],
    passes: Sequence[str],
    version: int,
    by: Person,
) -> Flagging:
    """Have a conference's texts flagged so from now on, and what waits looked at anew.

    Sent twice, it is changed once. Raises version-conflict when another organiser was faster.
    """
    slug = locked_conference(by.conference).slug  # there may be no row of its own to lock yet
    before = flagging_of(slug)
    kinds = [kind for kind in OPTIONAL if kind in kinds]
    if (tuple(kinds), tuple(words), tuple(passes)) == (before.kinds, before.words, before.passes):
        return before
    if version != before.version:
        raise Problem("version-conflict", 409, version=before.version)
    now = FlaggingRow(
        conference=slug,
        kinds=list(kinds),
        words=list(words),
        passes=list(passes),
        version=version + 1,
    )
    db.session.merge(now)
    record(slug, "change-flagging", "conference", slug, by=by)
    schedule(slug, LOOK_ANEW, slug, clock.now())
    return flagging_of(slug)
