"""A hall of 500 behind one address, with somebody in it who guesses."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest

from server.conferences.models import Conference
from server.errors import too_many
from tests.support.phones import Phone

NewPhone = Callable[[], Phone]

pytestmark = pytest.mark.usefixtures("one_window")


def test_500_people_join_in_a_minute_beside_1000_wrong_codes_from_their_own_address(
    new_phone: NewPhone, conference: Conference, organiser: Phone
) -> None:
    guesser = new_phone()
    verdicts: list[int] = []
    guesser.send("GET", "/me")
    for number in range(500):
        guesses = (guesser.send("POST", "/door", {"code": "WRONG"}) for _ in range(2))
        verdicts += [guess.status_code for guess in guesses]
        phone = new_phone()
        phone.send("GET", "/me")
        body = {"code": conference.code, "name": f"Guest {number}", "backgrounds": ["agent"]}
        joined = phone.send("PUT", f"/people/{uuid.uuid4()}", body)
        assert joined.status_code == 200
    assert verdicts == [404] * 30 + [429] * 970
    assert organiser.get("/guests")["total"] == 501


def test_who_guesses_is_told_how_long_to_wait(new_phone: NewPhone) -> None:
    phone = new_phone()
    phone.send("GET", "/me")
    for _ in range(30):
        phone.send("POST", "/recovery", {"code": "WRONG"})
    answer = phone.send("POST", "/recovery", {"code": "WRONG"})
    problem = answer.get_json()
    assert problem["code"] == "too-many"
    assert answer.headers["Retry-After"] == "600"
    assert problem["params"]["minutes"] == 10
    assert problem["detail"].endswith("Wait 10 minutes, then try again.")


@pytest.mark.parametrize(
    ("seconds", "wait"),
    [
        (1, "a minute"),
        (60, "a minute"),
        (61, "2 minutes"),
        (120, "2 minutes"),
        (579, "10 minutes"),
    ],
)
def test_the_wait_is_never_told_shorter_than_it_is(seconds: int, wait: str) -> None:
    problem = too_many(seconds)
    assert problem.retry_after == seconds
    assert problem.body()["detail"].endswith(f"Wait {wait}, then try again.")


def test_guesses_of_every_kind_count_together(new_phone: NewPhone) -> None:
    phone = new_phone()
    phone.send("GET", "/me")
    for _ in range(10):
        phone.send("POST", "/door", {"code": "WRONG"})
        phone.send("POST", "/recovery", {"code": "WRONG"})
        phone.send("POST", "/links/look", {"token": "WRONG"})
    assert phone.send("POST", "/links/use", {"token": "WRONG"}).status_code == 429


def test_who_guesses_right_is_never_slowed_down(alice: Phone, conference: Conference) -> None:
    for _ in range(40):
        assert alice.send("POST", "/door", {"token": conference.token}).status_code == 200
