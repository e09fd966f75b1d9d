"""What a report is made of, and which kinds of things can be reported."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask import Flask, current_app

from server.errors import not_found
from server.moderation.views import Writing
from server.people.domain import PersonCard
from server.people.models import Person

MOST_REPORTS = 10  # of one person
REPORTS_COUNT_FOR = timedelta(hours=1)


class ReportReason(enum.StrEnum):
    """Why somebody reports something."""

    UNKIND = "unkind"
    NAMES_SOMEBODY = "names-somebody"
    ADVERTISING = "advertising"
    NOT_FOR_HERE = "not-for-here"
    OTHER = "other"


class ReportOutcome(enum.StrEnum):
    """What came of a report, as far as whoever made it is told."""

    TAKEN_DOWN = "taken-down"
    LEFT = "left"


@dataclass(frozen=True, kw_only=True)
class Reportable:
    """One kind of thing that is live and can be reported.

    seen(viewer, subject): whose it is, and what `viewer` reads there now. Raises not-found.
    hide(conference, subject, revision): take this revision off, or show with None again what was
        taken off, and tell those concerned. What is there no more needs neither.
    at_once: what is reported first is off until organisers have read it.
    """

    seen: Callable[[Person, UUID], tuple[UUID, Writing]]
    hide: Callable[[str, UUID, int | None], None]
    at_once: bool = False


def report_subjects(app: Flask, name: str, kind: Reportable) -> None:
    """Let subjects of this kind be reported. name: as facts and the audit chain tell it."""
    app.extensions.setdefault("happenstance-reportable", {})[name] = kind


def reportable(name: str) -> Reportable:
    """Return what is registered for a kind of subject. Raises not-found."""
    kinds: dict[str, Reportable] = current_app.extensions["happenstance-reportable"]
    if name not in kinds:
        raise not_found()
    return kinds[name]


@dataclass(frozen=True, kw_only=True)
class OwnReport:
    """A report as whoever made it sees it. `outcome`: None until organisers have decided.

    It says why, and not what was read: that may be gone by now, from this phone as well.
    """

    id: UUID
    kind: str
    subject_id: UUID
    reason: ReportReason
    words: str | None
    at: datetime
    outcome: ReportOutcome | None


@dataclass(frozen=True, kw_only=True)
class OwnReports:
    """What somebody has reported, the newest first. number: of the stream `person:{id}`."""

    number: int
    reports: tuple[OwnReport, ...]


@dataclass(frozen=True, kw_only=True)
class ReportLine:
    """Why one person reported it. Nobody is told who."""

    reason: ReportReason
    words: str | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class CaseCard:
    """All that was reported of one subject, as organisers decide on it.

    seen: what the last one who reported it read, kept as it was.
    hidden: it has been taken off for this. waiting: a decision is awaited.
    since: when it began to wait, or was decided.
    """

    id: UUID
    kind: str
    subject_id: UUID
    author: PersonCard
    seen: Writing
    reports: tuple[ReportLine, ...]
    hidden: bool
    waiting: bool
    since: datetime
    version: int


@dataclass(frozen=True, kw_only=True)
class CaseList:
    """The cases that wait, the longest first, then those decided, the last one first.

    number: of the stream `reviewers`.
    """

    number: int
    cases: tuple[CaseCard, ...]
