"""Reporting what is live, for everybody; and deciding on what was reported, for organisers."""

from __future__ import annotations

import uuid
from typing import Any

from server.moderation import report_queries, reporting
from server.moderation.report_schemas import CaseDecisionIn, ReportIn
from server.moderation.reports import CaseCard, CaseList, OwnReport, OwnReports
from server.people.models import Person
from server.web.blueprint import Blueprint
from server.web.edge import command, query
from server.web.rights import Role
from server.web.values import answer

blueprint = Blueprint(
    "reports", __name__, url_prefix="/api/v1/conferences/<slug>", description=__doc__
)


@blueprint.put("/reports/<uuid:report_id>")
@command()
@blueprint.arguments(ReportIn)
@blueprint.response(200, answer(OwnReport))
def report(caller: Person, told: dict[str, Any], report_id: uuid.UUID) -> OwnReport:
    """Report something that one can read. Nobody is told who did."""
    return report_queries.own_report(*reporting.report(caller, report_id, **told))


@blueprint.get("/reports/mine")
@query()
@blueprint.response(200, answer(OwnReports))
def get_own_reports(caller: Person) -> OwnReports:
    """Return what one has reported, and what came of it."""
    return report_queries.own_reports(caller)


@blueprint.get("/cases")
@query(Role.ORGANISER)
@blueprint.response(200, answer(CaseList))
def get_cases(caller: Person) -> CaseList:
    """Return what was reported: what waits, then what was decided."""
    return report_queries.case_list(caller.conference)


@blueprint.put("/cases/<uuid:case_id>")
@command(Role.ORGANISER)
@blueprint.arguments(CaseDecisionIn)
@blueprint.response(200, answer(CaseCard))
def decide_case(caller: Person, decided: dict[str, Any], case_id: uuid.UUID) -> CaseCard:
    """Take it off or show it, for now or for good."""
    row = report_queries.case(caller.conference, case_id)
    reporting.decide_case(row, **decided, by=caller)
    return report_queries.case_card(row)
