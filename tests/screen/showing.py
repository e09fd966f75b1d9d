"""Opening a screen, as on the machine that projects."""

from __future__ import annotations

import uuid
from typing import Any

from tests.support.phones import Phone


def make_screen(organiser: Phone, name: str = "Hall") -> Any:
    """Make a screen; return it with its key."""
    return organiser.put(f"/screens/{uuid.uuid4()}", {"name": name})


def open_with(projector: Phone, link: str) -> dict[str, Any]:
    """Tap a key on the machine that projects; return the answer."""
    projector.send("GET", "/me")
    token = link.partition("#")[2]
    answer: dict[str, Any] = projector.send("POST", "/links/use", {"token": token}).get_json()
    return answer


def show_on(projector: Phone, organiser: Phone, name: str = "Hall") -> Phone:
    """Make a screen and open it on the machine that projects."""
    answer = open_with(projector, make_screen(organiser, name)["key"]["link"])
    projector.conference, projector.person_id = answer["slug"], answer["person_id"]
    return projector
