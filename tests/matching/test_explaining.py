"""Why this person: all that counts for both, in order, and nothing that one keeps to themselves."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from server.conferences.models import Conference
from tests.matching.planned import after_a_moment
from tests.stories.telling import published
from tests.support.phones import Phone

NewPhone = Callable[[], Phone]
SHARES = ["position"]


def why(phone: Phone, other: Phone) -> dict[str, Any]:
    told: dict[str, Any] = phone.get(f"/suggestions/{other.person_id}/why")
    return told


def counted(phone: Phone, other: Phone) -> list[str]:
    return [one["key"].removeprefix("reason.") for one in why(phone, other)["counted"]]


def test_all_that_counts_is_told_to_both_and_what_counts_most_comes_first(
    new_phone: NewPhone, conference: Conference
) -> None:
    amir = new_phone().join(
        conference, "Amir", "agent", years=12, strong=["operations"], wanted=["people"]
    )
    beth = new_phone().join(
        conference, "Beth", "agent", years=12, strong=["people"], wanted=["operations"]
    )
    for phone, other in ((amir, "Beth"), (beth, "Amir")):
        told = why(phone, {"Amir": amir, "Beth": beth}[other])
        assert told["intent"] == "surprise"
        assert [one["key"] for one in told["counted"]] == [
            "reason.trade-skills",
            "reason.both-background",
            "reason.years-alike",
        ]
        assert told["counted"][0]["text"].startswith(f"{other} knows people") == (other == "Beth")
        (card,) = after_a_moment(phone).get("/suggestions")["suggestions"]
        assert told["counted"][0] == card["reason"]


def test_it_follows_what_is_asked_for(new_phone: NewPhone, conference: Conference) -> None:
    amir = new_phone().join(conference, "Amir", "agent", years=20)
    beth = new_phone().join(conference, "Beth", "agent", years=2)
    assert counted(amir, beth) == ["both-background", "years-after"]
    assert counted(beth, amir) == ["both-background", "years-before"]
    amir.put("/intent", {"intent": "different"})
    assert counted(amir, beth) == ["years-after"]
    assert why(amir, beth)["intent"] == "different"
    assert why(beth, amir)["intent"] == "surprise"


def test_it_tells_no_position_that_is_kept_to_oneself(
    new_phone: NewPhone, conference: Conference
) -> None:
    amir = new_phone().join(conference, "Amir", "agent", position="director", shares=SHARES)
    beth = new_phone().join(conference, "Beth", "agent", position="director", shares=SHARES)
    assert counted(amir, beth) == ["both-background", "both-position"]
    beth.patch("/me", {"version": 2, "shares": []})
    assert counted(amir, beth) == ["both-background"] == counted(beth, amir)


def test_a_language_counts_where_few_speak_it(new_phone: NewPhone, conference: Conference) -> None:
    amir, beth = (
        new_phone().join(conference, name, "other", languages=["cy", "en"])
        for name in ("Amir", "Beth")
    )
    assert counted(amir, beth) == []
    for number in range(6):
        new_phone().join(conference, f"Guest {number}", "agent", languages=["en"])
    assert counted(amir, beth) == ["same-language"] == counted(beth, amir)


def test_skills_told_along_with_the_paths_are_not_told_again(
    new_phone: NewPhone, conference: Conference
) -> None:
    amir = new_phone().join(conference, "Amir", "agent", strong=["operations"], wanted=["people"])
    beth = new_phone().join(conference, "Beth", "it", strong=["people"], wanted=["operations"])
    (paths,) = counted(amir, beth)
    assert paths.startswith("trade-paths")


def test_a_story_counts_only_where_both_can_be_read(
    alice: Phone, bob: Phone, organiser: Phone
) -> None:
    published(organiser, alice)
    assert "both-story" not in counted(alice, bob)
    published(organiser, bob, shown_on="tables")
    assert "both-story" not in counted(alice, bob)


def test_of_somebody_not_to_be_seen_nothing_is_told(
    alice: Phone, bob: Phone, carol: Phone, mallory: Phone, organiser: Phone
) -> None:
    bob.put(f"/blocks/{alice.person_id}")
    organiser.patch(f"/guests/{carol.person_id}", {"version": 1, "hidden": True})
    unseen = [one.person_id for one in (alice, bob, carol, mallory)]
    for one in [*unseen, uuid.uuid4()]:
        assert alice.refused("GET", f"/suggestions/{one}/why")["code"] == "not-found"
    assert mallory.refused("GET", f"/suggestions/{alice.person_id}/why")["code"] == "not-found"
