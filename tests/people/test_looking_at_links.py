"""What a link tells before it is tapped: to whoever taps next, to who tapped, to who is late."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from server.conferences.models import Conference
from tests.support.phones import Phone


def look(phone: Phone, token: str) -> Any:
    return phone.send("POST", "/links/look", {"token": token}).get_json()


def role_link(organiser: Phone, gives: str) -> Any:
    return organiser.post("/role-links", {"gives": gives})


def token_in(link: str) -> str:
    return link.partition("#")[2]


def test_a_link_tells_a_newcomer_all_that_joining_asks_for(
    new_phone: Callable[[], Phone], organiser: Phone, conference: Conference
) -> None:
    organiser.patch(
        "",
        {
            "version": 1,
            "backgrounds": [
                {"key": "agent", "label": "From the phones"},
                {"key": "it", "label": "IT"},
                {"key": "hr", "label": "HR", "shown": False},
            ],
        },
    )
    token = token_in(role_link(organiser, "host")["link"])
    phone = new_phone()
    phone.send("GET", "/me")
    preview = look(phone, token)
    assert (preview["kind"], preview["role"]) == ("role", "host")
    assert (preview["run_by"], preview["deletes_on"]) == ("The Guild", "2026-12-08")
    offered = [one["label"] for one in preview["backgrounds"]]
    assert "From the phones" in offered
    assert "HR" not in offered
    assert preview["joined"] is preview["used"] is False


def test_a_used_link_says_so_to_everybody_but_its_user(
    alice: Phone, bob: Phone, organiser: Phone
) -> None:
    token = token_in(role_link(organiser, "host")["link"])
    alice.send("POST", "/links/use", {"token": token})
    assert look(alice, token)["used"] is False
    assert look(bob, token)["used"] is True


def test_a_new_link_can_be_scanned_from_the_organisers_screen(
    alice: Phone, organiser: Phone
) -> None:
    made = organiser.post(f"/guests/{alice.person_id}/link")
    assert made["qr"].startswith("<svg")
    assert made["qr"] != role_link(organiser, "host")["qr"]
