"""The audit chain: it holds through every deletion, and says where somebody meddled with it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import delete, select, update

from server.conferences.actions import delete_conference, record
from server.conferences.models import AuditRow, Conference
from server.database import writing
from server.extensions import db
from tests.support.phones import Phone

Verify = Callable[..., Result]
MEDDLING: dict[str, Any] = {
    "at": datetime(2026, 11, 1, tzinfo=UTC),
    "by_id": uuid.uuid4(),
    "act": "show",
    "subject_kind": "story",
    "subject_id": "somebody else",
    "why": "unkind",
    "digest": "0" * 64,
}


@pytest.fixture
def verify(app: Flask) -> Verify:
    """Type `flask audit verify`."""

    def typed(*arguments: str) -> Result:
        return app.test_cli_runner().invoke(args=["audit", "verify", *arguments])

    return typed


@pytest.fixture
def chain(app: Flask, conference: Conference, elsewhere: Conference) -> None:
    """Let five things be done here, and one elsewhere."""
    with app.app_context(), writing(db.session):
        for number in range(1, 6):
            record("autumn", "hide", "person", f"person {number}", by=None, words="too loud")
        record("spring", "hide", "person", "somebody", by=None)


def meddle(app: Flask, statement: Any) -> None:
    """Change the database behind everybody's back."""
    with app.app_context(), writing(db.session):
        db.session.execute(statement)


def entry(number: int) -> Any:
    """Return the condition that names an entry of the chain."""
    return (AuditRow.conference == "autumn") & (AuditRow.number == number)


@pytest.mark.usefixtures("chain")
class TestASoundChain:
    def test_says_how_long_it_is_and_how_it_ends(self, verify: Verify) -> None:
        done = verify("autumn")
        assert done.exit_code == 0, done.output
        assert re.fullmatch(r"autumn  sound   5:[0-9a-f]{64}\n", done.output)

    def test_is_one_a_conference(self, verify: Verify) -> None:
        done = verify()
        assert done.exit_code == 0
        assert re.findall(r"(\w+)  sound   (\d)", done.output) == [("autumn", "5"), ("spring", "1")]

    def test_keeps_no_words(self, app: Flask) -> None:
        with app.app_context():
            for row in db.session.scalars(select(AuditRow)):
                assert "loud" not in str(vars(row))

    def test_grows_past_what_was_noted(self, app: Flask, verify: Verify) -> None:
        noted = verify("autumn").output.split()[-1]
        with app.app_context(), writing(db.session):
            record("autumn", "show", "person", "person 1", by=None)
        assert verify("autumn", "--noted", noted).exit_code == 0

    def test_outlives_those_whom_it_names(
        self, organiser: Phone, alice: Phone, verify: Verify
    ) -> None:
        organiser.patch(f"/guests/{alice.person_id}", {"version": 1, "name": "Allie"})
        organiser.delete(f"/guests/{alice.person_id}")
        done = verify("autumn")
        assert done.exit_code == 0
        assert "7:" in done.output

    def test_goes_with_its_conference_and_leaves_the_others(
        self, app: Flask, verify: Verify
    ) -> None:
        with app.app_context(), writing(db.session):
            delete_conference("autumn")
        assert verify().output.startswith("spring  sound   1:")
        gone = verify("autumn")
        assert (gone.exit_code, gone.output) == (1, "Error: There is no conference autumn.\n")


@pytest.mark.usefixtures("chain")
class TestABrokenChain:
    @pytest.mark.parametrize("field", MEDDLING)
    @pytest.mark.parametrize("number", [1, 3, 5])
    def test_names_the_entry_of_which_anything_was_changed(
        self, app: Flask, verify: Verify, field: str, number: int
    ) -> None:
        change = {field: MEDDLING[field]}
        meddle(app, update(AuditRow).where(entry(number)).values(change))
        done = verify("autumn")
        assert done.exit_code == 1
        assert f"entry {number} was changed" in done.output

    @pytest.mark.parametrize(
        ("gone", "said"),
        [
            ([1], "entry 1 is missing; none holds"),
            ([3], "entry 3 is missing; 2 before it hold"),
            ([5], "the last 1 of 5 are missing"),
            ([4, 5], "the last 2 of 5 are missing; 3 before it hold"),
            ([1, 2, 3, 4, 5], "the last 5 of 5 are missing"),
        ],
    )
    def test_says_what_is_missing(
        self, app: Flask, verify: Verify, gone: list[int], said: str
    ) -> None:
        for number in gone:
            meddle(app, delete(AuditRow).where(entry(number)))
        done = verify("autumn")
        assert done.exit_code == 1
        assert said in done.output

    def test_notices_two_that_changed_places(self, app: Flask, verify: Verify) -> None:
        for was, becomes in ((2, 99), (4, 2), (99, 4)):
            meddle(app, update(AuditRow).where(entry(was)).values(number=becomes))
        assert "entry 2 was changed" in verify("autumn").output

    def test_notices_one_moved_to_another_conference(self, app: Flask, verify: Verify) -> None:
        meddle(app, update(AuditRow).where(entry(5)).values(conference="spring", number=2))
        done = verify()
        assert "autumn  BROKEN  the last 1 of 5" in done.output
        assert "spring  BROKEN  entry 2 was changed" in done.output

    def test_notices_one_added_at_the_end(self, app: Flask, verify: Verify) -> None:
        with app.app_context(), writing(db.session):
            record("autumn", "show", "person", "person 1", by=None)
            row = db.session.get_one(Conference, "autumn")
            row.audit_count -= 1
        assert "the end is another than entry 5" in verify("autumn").output

    def test_is_known_by_what_was_noted_when_all_of_it_was_made_anew(
        self, app: Flask, verify: Verify
    ) -> None:
        noted = verify("autumn").output.split()[-1]
        meddle(app, delete(AuditRow).where(AuditRow.conference == "autumn"))
        with app.app_context(), writing(db.session):
            row = db.session.get_one(Conference, "autumn")
            row.audit_count, row.audit_head = 0, None
        assert "entry 5 was noted, and is missing" in verify("autumn", "--noted", noted).output
        with app.app_context(), writing(db.session):
            for number in range(1, 7):
                record("autumn", "hide", "person", f"person {number}", by=None)
        assert verify("autumn").exit_code == 0
        assert "entry 5 is another than was noted" in verify("autumn", "--noted", noted).output


def test_what_was_noted_belongs_to_one_conference(conference: Conference, verify: Verify) -> None:
    done = verify("--noted", f"1:{conference.slug}")
    assert done.exit_code == 2
    assert "needs the conference" in done.output


@pytest.mark.parametrize("noted", ["3f0cabc", "12:", "x:y", "0:", "", "5:empty"])
def test_what_was_noted_is_read_or_refused(
    conference: Conference, verify: Verify, noted: str
) -> None:
    done = verify(conference.slug, "--noted", noted)
    assert done.exit_code == 2
    assert "COUNT:DIGEST" in done.output


def test_that_nothing_was_written_yet_can_be_noted(conference: Conference, verify: Verify) -> None:
    noted = verify(conference.slug).output.split()[-1]
    assert noted == "0:empty"
    assert verify(conference.slug, "--noted", noted).exit_code == 0
