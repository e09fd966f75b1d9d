"""A frozen dataclass is its own schema."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from server.web.values import answer, to_wire


class Drink(enum.StrEnum):
    """What is in the cup."""

    TEA = "tea"


@dataclass(frozen=True)
class Cup:
    """One cup."""

    drink: Drink
    full: bool = True


@dataclass(frozen=True)
class Tray:
    """All that can stand on a tray."""

    id: UUID
    at: datetime
    day: date
    cups: tuple[Cup, ...]
    sugar: dict[str, int]
    weight: float | None
    note: str | None
    best: Cup | None
    rest: Any


def test_every_kind_of_value_has_a_wire_form() -> None:
    berlin = timezone(timedelta(hours=1))
    tray = Tray(
        id=UUID(int=1),
        at=datetime(2026, 11, 22, 10, 30, tzinfo=berlin),
        day=date(2026, 11, 22),
        cups=(Cup(Drink.TEA), Cup(Drink.TEA, full=False)),
        sugar={"lumps": 2},
        weight=None,
        note=None,
        best=None,
        rest={"x": [1]},
    )
    assert to_wire(tray) == {
        "id": "00000000-0000-0000-0000-000000000001",
        "at": "2026-11-22T09:30:00.000Z",
        "day": "2026-11-22",
        "cups": [{"drink": "tea", "full": True}, {"drink": "tea", "full": False}],
        "sugar": {"lumps": 2},
        "weight": None,
        "note": None,
        "best": None,
        "rest": {"x": [1]},
    }


def test_a_moment_keeps_its_milliseconds() -> None:
    @dataclass(frozen=True)
    class Moment:
        at: datetime

    at = datetime(2026, 11, 22, 3, 17, 0, 123999, tzinfo=UTC)
    assert answer(Moment)().dump(Moment(at)) == {"at": "2026-11-22T03:17:00.123Z"}


def test_one_value_has_one_schema() -> None:
    assert answer(Cup) is answer(Cup)
    assert answer(Tray)().fields["best"].allow_none


@pytest.mark.parametrize("wrong", [int, object])
def test_what_is_no_value_is_refused(wrong: type) -> None:
    with pytest.raises(TypeError, match="not a dataclass"):
        answer(wrong)


def test_a_field_without_wire_form_is_refused() -> None:
    @dataclass(frozen=True)
    class Odd:
        range: complex

    with pytest.raises(TypeError, match="no wire form"):
        answer(Odd)
