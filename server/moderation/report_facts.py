"""What is announced about reports: to organisers, and to whoever made one."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from server.moderation.reports import CaseCard, OwnReport
from server.realtime.facts import Fact


@dataclass(frozen=True, kw_only=True)
class CaseChanged(Fact, type="moderation.case_changed"):
    """Something was reported, or decided on. Told to organisers."""

    case: CaseCard


@dataclass(frozen=True, kw_only=True)
class CaseDropped(Fact, type="moderation.case_dropped"):
    """What was reported has gone with its author. Told to organisers."""

    case_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReportMade(Fact, type="moderation.report_made"):
    """You reported something, on one of your phones. Told to that person only."""

    report: OwnReport


@dataclass(frozen=True, kw_only=True)
class ReportAnswered(Fact, type="moderation.report_answered"):
    """Organisers have read what you reported, and decided. Told to that person only."""

    report: OwnReport
