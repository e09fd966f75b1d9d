"""Reading reports: one's own, and the cases that organisers decide on."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import case as case_when
from sqlalchemy import exists, func, select

from server import clock
from server.errors import not_found
from server.extensions import db
from server.moderation.report_models import Report, ReportCase
from server.moderation.reports import (
    REPORTS_COUNT_FOR,
    CaseCard,
    CaseList,
    OwnReport,
    OwnReports,
    ReportLine,
    ReportOutcome,
)
from server.moderation.views import (
    PhotoCard,
    Writing,
)
from server.people.models import Person
from server.people.queries import card_of
from server.realtime.publish import number_of

SHOWN_CASES = 50


def case(conference: str, case_id: uuid.UUID) -> ReportCase:
    """Return a case, locked. Raises not-found."""
    found = db.session.get(
        ReportCase, case_id, with_for_update={"key_share": True}, populate_existing=True
    )
    if found is None or found.conference != conference:
        raise not_found()
    return found


def case_about(conference: str, kind: str, subject_id: uuid.UUID) -> ReportCase | None:
    """Return the case of a subject, locked, if it was ever reported."""
    return db.session.scalar(
        select(ReportCase)
        .where(
            ReportCase.conference == conference,
            ReportCase.subject_kind == kind,
            ReportCase.subject_id == subject_id,
        )
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )


def is_taken_off(author: Person) -> bool:
    """Say whether something of somebody's is off, since it was reported."""
    off = ReportCase.author_id == author.id, ReportCase.hidden
    return bool(db.session.scalar(select(exists().where(*off))))


def last_seen(row: ReportCase) -> int:
    """Return the newest revision of a subject that somebody has reported."""
    newest = select(func.max(Report.revision)).where(Report.case_id == row.id)
    return db.session.scalar(newest) or 0


def report_by(row: ReportCase, person_id: uuid.UUID) -> Report | None:
    """Return what somebody reported in this case, if they did."""
    return db.session.scalar(
        select(Report).where(Report.case_id == row.id, Report.by_id == person_id)
    )


def reports_lately(person: Person) -> int:
    """Return how often somebody has reported something of late."""
    since = clock.now() - REPORTS_COUNT_FOR
    counted = select(func.count()).where(Report.by_id == person.id, Report.at > since)
    return db.session.scalar(counted) or 0


def own_report(report: Report, row: ReportCase) -> OwnReport:
    """Return a report as whoever made it sees it."""
    outcome = ReportOutcome.TAKEN_DOWN if row.hidden else ReportOutcome.LEFT
    return OwnReport(
        id=report.id,
        kind=row.subject_kind,
        subject_id=row.subject_id,
        reason=report.reason,
        words=report.words,
        at=report.at,
        outcome=None if row.waiting else outcome,
    )


def own_reports(person: Person) -> OwnReports:
    """Return what somebody has reported, the newest first."""
    rows = db.session.execute(
        select(Report, ReportCase)
        .join(ReportCase, ReportCase.id == Report.case_id)
        .where(Report.by_id == person.id)
        .order_by(Report.at.desc(), Report.id)
    )
    return OwnReports(
        number=number_of(person.conference, f"person:{person.id}"),
        reports=tuple(own_report(report, row) for report, row in rows),
    )


def case_list(conference: str) -> CaseList:
    """Return the cases that wait, the longest first, then those decided, the last one first."""
    rows = db.session.scalars(
        select(ReportCase)
        .where(ReportCase.conference == conference)
        .order_by(
            ReportCase.waiting.desc(),
            case_when((ReportCase.waiting, ReportCase.since)),
            ReportCase.since.desc(),
            ReportCase.id,
        )
        .limit(SHOWN_CASES)
    )
    return CaseList(number=number_of(conference, "reviewers"), cases=case_cards(list(rows)))


def case_cards(rows: Sequence[ReportCase]) -> tuple[CaseCard, ...]:
    """Return cases as organisers see them, in the given order."""
    reports: dict[uuid.UUID, list[Report]] = defaultdict(list)
    ids = [row.id for row in rows]
    told = select(Report).where(Report.case_id.in_(ids)).order_by(Report.at, Report.id)
    for report in db.session.scalars(told):
        reports[report.case_id].append(report)
    written = select(Person).where(Person.id.in_({row.author_id for row in rows}))
    authors = {author.id: author for author in db.session.scalars(written)}
    return tuple(_card(row, authors[row.author_id], reports[row.id]) for row in rows)


def case_card(row: ReportCase) -> CaseCard:
    """Return one case as organisers see it."""
    (only,) = case_cards([row])
    return only


def _card(row: ReportCase, author: Person, reports: Sequence[Report]) -> CaseCard:
    return CaseCard(
        id=row.id,
        kind=row.subject_kind,
        subject_id=row.subject_id,
        author=card_of(author),
        seen=_seen(reports[-1].seen),
        reports=tuple(ReportLine(reason=one.reason, words=one.words, at=one.at) for one in reports),
        hidden=row.hidden,
        waiting=row.waiting,
        since=row.since,
        version=row.version,
    )


def _seen(stored: dict[str, Any]) -> Writing:
    """Return what was seen, from the JSON that a report keeps of it."""
    photo = stored.get("photo")
    kept = photo and PhotoCard(**photo | {"id": uuid.UUID(photo["id"])})
    return Writing(**stored | {"photo": kept})
