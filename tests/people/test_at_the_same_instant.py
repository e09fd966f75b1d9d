"""Two who do the same at the same instant: one after the other, whichever it was."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from flask import Flask

from server.conferences.audit import digest_of
from server.conferences.models import AuditRow, Conference
from server.database import reading, writing
from server.extensions import db
from server.people.models import Device, Meeting, Person
from server.people.ties import met
from server.web.rights import Role
from tests.people.test_links import role_link, tap
from tests.support.at_once import at_once
from tests.support.phones import Phone

NewPhone = Callable[[], Phone]
ROUNDS = 4  # a race is not lost every time


def stranger(new_phone: NewPhone) -> Phone:
    """Make a phone that is nobody yet, and has its token."""
    phone = new_phone()
    phone.send("GET", "/me")
    return phone


def twin(new_phone: NewPhone, phone: Phone) -> Phone:
    """Make a second tab of a phone."""
    tab = new_phone()
    cookie = phone.client.get_cookie("happenstance")
    assert cookie is not None
    tab.client.set_cookie("happenstance", cookie.value)
    tab.conference, tab.person_id = phone.conference, phone.person_id
    return tab


def send(phone: Phone, method: str, path: str, body: Any = None) -> Any:
    """Send a request; return status and body."""
    answer = phone.send(method, path, body)
    return answer.status_code, answer.get_json() if answer.data else None


def joining(conference: Conference, name: str = "Sam") -> dict[str, Any]:
    """Return what a phone sends to join."""
    return {"code": conference.code, "name": name, "backgrounds": ["agent"]}


@pytest.mark.parametrize("_", range(ROUNDS))
def test_one_joining_sent_twice_is_one_person(
    app: Flask, new_phone: NewPhone, conference: Conference, _: int
) -> None:
    phone = stranger(new_phone)
    path = f"/people/{uuid.uuid4()}"
    sendings = [
        partial(send, one, "PUT", path, joining(conference))
        for one in (phone, twin(new_phone, phone), twin(new_phone, phone))
    ]
    answers = at_once(*sendings)
    assert [status for status, _ in answers] == [200, 200, 200]
    assert answers[0] == answers[1] == answers[2]
    with app.app_context(), reading(db.session):
        assert db.session.query(Person).count() == db.session.query(Device).count() == 1


@pytest.mark.parametrize("_", range(ROUNDS))
def test_one_device_that_joins_as_two_is_one(
    new_phone: NewPhone, conference: Conference, _: int
) -> None:
    phone = stranger(new_phone)
    answers = at_once(
        *(
            partial(send, one, "PUT", f"/people/{uuid.uuid4()}", joining(conference))
            for one in (phone, twin(new_phone, phone))
        )
    )
    assert [status for status, _ in answers] == [200, 200]
    assert answers[0] == answers[1]


@pytest.mark.parametrize("_", range(ROUNDS))
def test_two_devices_that_name_themselves_alike_are_not_one(
    new_phone: NewPhone, conference: Conference, _: int
) -> None:
    path = f"/people/{uuid.uuid4()}"
    answers = at_once(
        *(
            partial(send, stranger(new_phone), "PUT", path, joining(conference, name))
            for name in ("Alice", "Mallory")
        )
    )
    assert sorted(status for status, _ in answers) == [200, 409]


@pytest.mark.parametrize("_", range(ROUNDS))
def test_a_role_link_makes_one_host(
    organiser: Phone, alice: Phone, bob: Phone, new_phone: NewPhone, _: int
) -> None:
    token = role_link(organiser, "host")
    answers = at_once(
        partial(tap, alice, token),
        partial(tap, bob, token),
        partial(tap, stranger(new_phone), token, name="Sam"),
    )
    assert sorted(answer.get("role") or answer["code"] for answer in answers) == [
        "host",
        "link-used",
        "link-used",
    ]


@pytest.mark.parametrize("_", range(ROUNDS))
def test_newcomers_with_links_of_their_own_do_not_wait_for_each_other(
    organiser: Phone, new_phone: NewPhone, _: int
) -> None:
    tokens = [role_link(organiser, "host") for _ in range(4)]
    answers = at_once(*(partial(tap, stranger(new_phone), token, name="Sam") for token in tokens))
    assert [answer["role"] for answer in answers] == ["host"] * 4


@pytest.mark.parametrize("_", range(ROUNDS))
def test_two_organisers_who_demote_each_other_leave_one(
    organiser: Phone, alice: Phone, promote: Callable[[Phone, Role], Phone], _: int
) -> None:
    promote(alice, Role.ORGANISER)
    answers = at_once(
        partial(
            send,
            organiser,
            "PATCH",
            organiser.inside(f"/guests/{alice.person_id}"),
            {"version": 1, "role": "attendee"},
        ),
        partial(
            send,
            alice,
            "PATCH",
            alice.inside(f"/guests/{organiser.person_id}"),
            {"version": 1, "role": "attendee"},
        ),
    )
    # Who comes second is told so, or is no organiser any more.
    assert sorted(status for status, _ in answers) in ([200, 404], [200, 409])


@pytest.mark.parametrize("_", range(ROUNDS))
def test_of_two_organisers_who_leave_one_stays(
    organiser: Phone, alice: Phone, promote: Callable[[Phone, Role], Phone], _: int
) -> None:
    promote(alice, Role.ORGANISER)
    answers = at_once(
        *(partial(send, one, "DELETE", one.inside("/me")) for one in (organiser, alice))
    )
    assert sorted(status for status, _ in answers) == [204, 409]


@pytest.mark.parametrize("_", range(ROUNDS))
def test_a_profile_changed_on_two_phones_takes_one_change(
    alice: Phone, new_phone: NewPhone, _: int
) -> None:
    answers = at_once(
        *(
            partial(send, one, "PATCH", one.inside("/me"), {"version": 1, "name": name})
            for one, name in ((alice, "One"), (twin(new_phone, alice), "Two"))
        )
    )
    assert sorted(status for status, _ in answers) == [200, 409]
    (kept,) = [body["profile"]["name"] for status, body in answers if status == 200]
    assert alice.get("/me")["profile"]["name"] == kept


@pytest.mark.parametrize("_", range(ROUNDS))
def test_a_block_sent_twice_and_a_block_the_other_way_are_two_blocks(
    alice: Phone, bob: Phone, new_phone: NewPhone, _: int
) -> None:
    hers, his = (
        one.inside(f"/blocks/{other.person_id}") for one, other in ((alice, bob), (bob, alice))
    )
    answers = at_once(
        partial(send, alice, "PUT", hers),
        partial(send, twin(new_phone, alice), "PUT", hers),
        partial(send, bob, "PUT", his),
    )
    assert [status for status, _ in answers] == [204, 204, 204]


def test_the_audit_chain_stays_one_chain(
    app: Flask, organiser: Phone, alice: Phone, new_phone: NewPhone
) -> None:
    acts = [
        partial(send, one, "POST", one.inside("/role-links"), {"gives": "host"})
        for one in (organiser, twin(new_phone, organiser), twin(new_phone, organiser))
    ]
    for _ in range(ROUNDS):
        assert [status for status, _ in at_once(*acts)] == [200, 200, 200]
    with app.app_context(), reading(db.session):
        rows = db.session.query(AuditRow).order_by(AuditRow.number).all()
        assert [row.number for row in rows] == list(range(1, 3 * ROUNDS + 1))
        for before, row in zip([None, *rows], rows, strict=False):
            assert row.digest == digest_of(row, after=before)


def test_who_met_at_two_tables_at_once_has_met_twice(
    app: Flask, alice: Phone, bob: Phone, organiser: Phone
) -> None:
    one, other, third = (uuid.UUID(phone.person_id) for phone in (alice, bob, organiser))

    def meet(*pairs: tuple[uuid.UUID, uuid.UUID]) -> None:
        with app.app_context(), writing(db.session):
            met("autumn", set(pairs))

    at_once(partial(meet, (one, other), (third, one)), partial(meet, (other, one)))
    meet()
    with app.app_context(), reading(db.session):
        times = {
            frozenset([row.one_id, row.other_id]): row.times for row in db.session.query(Meeting)
        }
    assert times == {frozenset([one, other]): 2, frozenset([one, third]): 1}
