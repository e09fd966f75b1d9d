"""Reporting what is live, and what organisers make of it. Nothing here commits.

Who reported it stands in the report alone: no organiser is told, and the audit chain keeps no id.
"""

from __future__ import annotations

import uuid

from sqlalchemy import delete, select, update

from server import clock
from server.conferences.actions import record
from server.conferences.queries import refuse_if_stopped
from server.errors import Problem, not_found, too_many
from server.extensions import db
from server.moderation.report_facts import CaseChanged, CaseDropped, ReportAnswered, ReportMade
from server.moderation.report_models import Report, ReportCase
from server.moderation.report_queries import (
    case_about,
    case_card,
    last_seen,
    own_report,
    report_by,
    reports_lately,
)
from server.moderation.reports import (
    MOST_REPORTS,
    REPORTS_COUNT_FOR,
    ReportReason,
    reportable,
)
from server.people.models import Person
from server.realtime.facts import one_person, reviewers
from server.realtime.publish import publish
from server.web.values import to_wire

# What each pair of (hidden, waiting) is called in the audit chain.
ACTS = {
    (True, True): "hide-for-now",
    (True, False): "keep-hidden",
    (False, False): "leave-shown",
    (False, True): "decide-later",
}


def report(
    person: Person,
    report_id: uuid.UUID,
    *,
    kind: str,
    subject_id: uuid.UUID,
    reason: ReportReason,
    words: str | None,
) -> tuple[Report, ReportCase]:
    """Report something that `person` can read, with a frozen copy of what they read.

    The same words of the same author are reported once by one person: again, nothing happens.
    Raises not-found for one's own and for what one cannot read, id-taken, or too-many.
    """
    author_id, seen = reportable(kind).seen(person, subject_id)
    if author_id == person.id:
        raise not_found()
    row = case_about(person.conference, kind, subject_id)
    before = report_by(row, person.id) if row else None
    if row is not None and before is not None and before.revision == seen.revision:
        return before, row
    if db.session.get(Report, report_id) is not None:
        raise Problem("id-taken", 409)
    if reports_lately(person) >= MOST_REPORTS:
        raise too_many(int(REPORTS_COUNT_FOR.total_seconds()))
    if before is not None:
        db.session.delete(before)
    off_at_once = row is None and reportable(kind).at_once
    row = _opened(row, person.conference, kind, subject_id, author_id)
    made = Report(
        id=report_id,
        case_id=row.id,
        by_id=person.id,
        reason=reason,
        words=words,
        revision=seen.revision,
        seen=to_wire(seen),
        at=clock.now(),
    )
    db.session.flush()
    db.session.add(made)
    about = f"{subject_id}/{seen.revision}"
    record(person.conference, "report", kind, about, by=None, words=seen.text)
    if off_at_once:
        row.hidden = True
        reportable(kind).hide(row.conference, subject_id, seen.revision)
    _tell_organisers(row)
    publish(one_person(person.conference, person.id), ReportMade(report=own_report(made, row)))
    return made, row


def decide_case(row: ReportCase, *, hidden: bool, waiting: bool, version: int, by: Person) -> None:
    """Take what was reported off or show it, for now (`waiting`) or for good; `row` is locked.

    Whoever reported it is told once it is decided. All of it can be changed again; said again, it
    is done again, since the subject may have been shown by other ways meanwhile.
    Raises version-conflict, or publication-stopped for what would be shown while nothing may be.
    """
    if row.version != version:
        raise Problem("version-conflict", 409, version=row.version)
    if row.hidden and not hidden:
        refuse_if_stopped(row.conference)
    if waiting is not row.waiting:
        row.since = clock.now()
    was_hidden, row.hidden, row.waiting = row.hidden, hidden, waiting
    if hidden or was_hidden:
        revision = last_seen(row) if hidden else None
        reportable(row.subject_kind).hide(row.conference, row.subject_id, revision)
    row.version += 1
    act = ACTS[hidden, waiting]
    record(row.conference, act, row.subject_kind, str(row.subject_id), by=by)
    _tell_organisers(row)
    if not waiting:
        made = select(Report, Report.by_id).where(Report.case_id == row.id)
        for one, by_id in db.session.execute(made.order_by(Report.id)):
            if by_id is not None:
                told = ReportAnswered(report=own_report(one, row))
                publish(one_person(row.conference, by_id), told)


def follow(conference: str, kind: str, subject_id: uuid.UUID, *, hidden: bool) -> None:
    """Have the case of a subject say what it is now: it was hidden, or shown, without the case."""
    row = case_about(conference, kind, subject_id)
    if row is not None and row.hidden is not hidden:
        row.hidden = hidden
        row.version += 1
        _tell_organisers(row)


def forget(person: Person) -> None:
    """Delete what was reported of somebody who leaves, and whose their own reports were."""
    about = select(ReportCase.id).where(ReportCase.author_id == person.id)
    for case_id in db.session.scalars(about.order_by(ReportCase.id)).all():
        publish(reviewers(person.conference), CaseDropped(case_id=case_id))
    db.session.execute(delete(ReportCase).where(ReportCase.author_id == person.id))
    db.session.execute(
        update(Report).where(Report.by_id == person.id).values(by_id=None, words=None)
    )


def _opened(
    row: ReportCase | None, conference: str, kind: str, subject_id: uuid.UUID, author_id: uuid.UUID
) -> ReportCase:
    """Return the case of a subject, waiting for a decision."""
    if row is None:
        row = ReportCase(
            conference=conference,
            subject_kind=kind,
            subject_id=subject_id,
            author_id=author_id,
            hidden=False,
            waiting=True,
            since=clock.now(),
            version=1,
        )
        db.session.add(row)
        db.session.flush()
        return row
    if not row.waiting:
        row.waiting, row.since = True, clock.now()
    row.hidden = False  # it was read, so it is shown: what was taken off was an earlier version
    row.version += 1
    return row


def _tell_organisers(row: ReportCase) -> None:
    db.session.flush()
    publish(reviewers(row.conference), CaseChanged(case=case_card(row)))
