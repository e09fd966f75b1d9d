"""What somebody says of themselves is reported like anything else that people write."""

from __future__ import annotations

import uuid

import pytest

from tests.moderation.test_reporting import cases, report, reporting, settle
from tests.stories.telling import feed, published
from tests.support.phones import Phone, facts

LINK = "https://example.org/buy-this"


@pytest.fixture
def spam(bob: Phone) -> dict[str, str]:
    """Have Bob advertise himself; return him as something to report."""
    bob.patch("/me", {"version": 1, "name": "Bob", "organisation": "Buy Now", "link": LINK})
    return {"id": bob.person_id}


def test_the_copy_is_of_what_the_reporter_reads(
    organiser: Phone, second: Phone, alice: Phone, bob: Phone, spam: dict[str, str]
) -> None:
    report(alice, spam, kind="person", reason="advertising", words=None)
    (case,) = cases(organiser)
    assert (case["kind"], case["seen"]["text"]) == ("person", "Bob")
    assert case["seen"]["details"] == {"organisation": "Buy Now"}
    alice.put(f"/waves/{bob.person_id}")
    bob.put(f"/waves/{alice.person_id}")
    bob.patch("/me", {"version": 2, "organisation": None})
    report(alice, spam, kind="person")
    (case,) = cases(second)
    assert case["seen"]["details"] == {"link": LINK}
    assert len(case["reports"]) == 1


def test_hiding_hides_the_person_and_all_they_wrote(
    organiser: Phone, alice: Phone, bob: Phone, spam: dict[str, str]
) -> None:
    story = published(organiser, bob)
    heard, wall = alice.listen("feed"), organiser.listen("screen")
    report(alice, spam, kind="person")
    settle(organiser, hidden=True, waiting=True)
    for socket in (heard, wall):
        (gone,) = facts(socket, "people.person_gone")
        assert gone["data"]["person_id"] == bob.person_id
    assert feed(alice) == []
    assert bob.get("/me")["profile"]["hidden"] is True
    settle(organiser, hidden=False, waiting=False)
    assert feed(alice) == [story["latest"]["text"]]


def test_the_case_says_whether_they_are_hidden_whoever_did_it(
    organiser: Phone, second: Phone, alice: Phone, bob: Phone, spam: dict[str, str]
) -> None:
    report(alice, spam, kind="person")
    settle(organiser, hidden=True, waiting=False)
    path, heard = f"/guests/{bob.person_id}", second.listen("reviewers")
    for hidden in (False, True):
        version = bob.get("/me")["profile"]["version"]
        organiser.patch(path, {"version": version, "hidden": hidden})
        (fact,) = facts(heard, "moderation.case_changed")
        (case,) = cases(second)
        assert case == fact["data"]["case"]
        assert (case["hidden"], case["waiting"]) == (hidden, False)
    settle(second, hidden=False, waiting=False)
    assert len(facts(heard, "moderation.case_changed")) == 1
    assert bob.get("/me")["profile"]["hidden"] is False


def test_of_somebody_banned_it_counts_once_the_ban_is_lifted(
    organiser: Phone, alice: Phone, bob: Phone, spam: dict[str, str]
) -> None:
    report(alice, spam, kind="person")
    organiser.put(f"/guests/{bob.person_id}/ban", {"words": "Enough."})
    settle(organiser, hidden=True, waiting=False)
    organiser.delete(f"/guests/{bob.person_id}/ban")
    assert bob.get("/me")["profile"]["hidden"] is True


def test_whom_one_cannot_see_one_cannot_report(
    organiser: Phone, alice: Phone, bob: Phone, mallory: Phone, spam: dict[str, str]
) -> None:
    bob.put(f"/blocks/{alice.person_id}")
    for phone in (alice, bob, mallory):
        body = reporting(spam, kind="person")
        problem = phone.refused("PUT", f"/reports/{uuid.uuid4()}", body)
        assert problem["code"] == "not-found"
    assert cases(organiser) == []


def test_the_report_says_why_and_not_what_was_read(alice: Phone, spam: dict[str, str]) -> None:
    report(alice, spam, kind="person")
    (mine,) = alice.get("/reports/mine")["reports"]
    assert (mine["kind"], mine["reason"], mine["outcome"]) == ("person", "unkind", None)
    assert "Buy Now" not in str(mine)
