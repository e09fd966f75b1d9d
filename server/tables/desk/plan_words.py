"""A plan in the words of somebody who reads it at a desk."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from server.tables.seating.report import Plan, Report
from server.tables.seating.room import Round
from server.tables.seating.traits import Known
from server.texts import say


def advice_in_words(report: Report) -> list[str]:
    """Return what would help, and what could not be as it was asked."""
    return [say(f"advice.{one.key}", **one.params) for one in report.advice]


def plan_in_words(plan: Plan, names: Mapping[str, str], known: Collection[Known]) -> Iterator[str]:
    """Yield the lines of a plan: who sits where, and how good that is.

    names: of people by id. known: of all of them; what is known of nobody is not spoken of.
    """
    report = plan.report
    for number, tables in enumerate(plan.seatings, start=1):
        yield f"Round {number}"
        yield from _tables(tables, names)
        yield ""
    yield _repeats(report.repeats, report.repeats_bound)
    for kind, pairs, best in (
        ("background", report.same_background, report.same_background_bound),
        ("organisation", report.same_organisation, report.same_organisation_bound),
    ):
        if any(getattr(person, kind) for person in known):
            yield f"Pairs of one {kind} at a table: {pairs}, at best {best}."
    if asked_for := len(report.wishes_kept) + len(report.wishes_broken):
        yield f"Wishes to meet: {len(report.wishes_kept)} of {asked_for} kept."
    for one, other in report.wishes_broken:
        yield f"  Not kept: {names[one]} and {names[other]}."
    yield from advice_in_words(report)
    for person in report.stranded:
        yield f"  Without a common language: {names[person]}."


def _repeats(count: int, fewest: int) -> str:
    if count == 0:
        return "Nobody meets twice."
    meetings = "1 meeting repeats" if count == 1 else f"{count} meetings repeat"
    return f"{meetings}; no plan has fewer{f' than {fewest}' if fewest < count else ''}."


def _tables(tables: Round, names: Mapping[str, str]) -> Iterator[str]:
    if not any(tables):
        yield "  Nobody is here."
    for number, there in enumerate(tables, start=1):
        if there:
            yield f"  Table {number:<3} {', '.join(names[person] for person in there)}"
