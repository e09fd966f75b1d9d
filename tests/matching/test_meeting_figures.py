"""How the room meets, for organisers: totals of five at least, and who has met nobody."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any

import pytest
from flask import Flask

from server.conferences.models import Conference
from server.database import writing
from server.extensions import db
from server.matching.figures import strips
from server.matching.figures.domain import Across, across, in_fives
from server.people import ties
from server.people.openness import Openness
from server.web.rights import Role
from tests.matching.planned import after_a_moment
from tests.matching.test_meeting_now import agree, asking, connect
from tests.people.test_openness import be
from tests.support.phones import Phone

NewPhone = Callable[[], Phone]
Json = dict[str, Any]
Enter = Callable[..., list[Phone]]


@pytest.fixture
def enter(new_phone: NewPhone, conference: Conference) -> Enter:
    """Have so many people come in, by a way and from an organisation."""

    def come(count: int, background: str = "agent", **profile: object) -> list[Phone]:
        return [
            new_phone().join(conference, f"Guest {number}", background, **profile)
            for number in range(count)
        ]

    return come


def meet(app: Flask, people: Sequence[Phone]) -> None:
    """Have everybody meet everybody else of these."""
    pairs = {(uuid.UUID(one.person_id), uuid.UUID(two.person_id)) for one, two in _pairs(people)}
    with app.app_context(), writing(db.session):
        ties.met("autumn", pairs)


def _pairs(people: Sequence[Phone]) -> list[tuple[Phone, Phone]]:
    return list(combinations(people, 2))


def figures(organiser: Phone) -> Json:
    told: Json = organiser.get("/meeting-figures")
    return told


def unmet(organiser: Phone, find: str = "") -> list[str]:
    page = organiser.get(f"/meeting-figures/unmet?find={find}")
    assert page["found"] == len(page["people"])
    return [one["name"] for one in page["people"]]


@pytest.mark.parametrize("path", ["/meeting-figures", "/meeting-figures/unmet"])
def test_they_are_for_organisers_of_this_conference_alone(
    path: str,
    alice: Phone,
    host: Phone,
    mallory: Phone,
    organiser: Phone,
    promote: Callable[[Phone, Role], Phone],
) -> None:
    organiser.get(path)
    for phone in (alice, host, mallory):
        assert phone.refused("GET", path)["code"] == "not-found"
    mallory.conference = "spring"
    promote(mallory, Role.ORGANISER).get(path)
    mallory.conference = "autumn"
    assert mallory.refused("GET", path)["code"] == "not-found"


class TestWhoHasMetNobody:
    def test_are_listed_by_name_until_they_have(
        self, app: Flask, alice: Phone, bob: Phone, carol: Phone, mallory: Phone, organiser: Phone
    ) -> None:
        assert unmet(organiser) == ["Alice", "Bob", "Carol"]
        connect(alice, carol)
        assert unmet(organiser) == ["Bob"]
        meet(app, [bob, carol])
        assert unmet(organiser) == []
        told = figures(organiser)
        assert (told["here"], told["unmet"]) == (3, 0)

    def test_leave_out_those_who_host_and_organise_and_those_out_of_sight(
        self, alice: Phone, bob: Phone, host: Phone, organiser: Phone
    ) -> None:
        organiser.patch(f"/guests/{alice.person_id}", {"version": 1, "hidden": True})
        assert unmet(organiser) == ["Bob"]
        bob.delete("/me")
        assert unmet(organiser) == []

    @pytest.mark.parametrize("pause", [None, "half-hour"])
    def test_leave_out_those_who_would_rather_not_be_met(
        self, alice: Phone, bob: Phone, organiser: Phone, pause: str | None, stopped_clock: Any
    ) -> None:
        be(bob, Openness.COME if pause else Openness.NOT_NOW, pause=pause)
        assert (unmet(organiser), figures(organiser)["unmet"]) == (["Alice"], 1)
        if pause:
            stopped_clock.forward(minutes=31)
            assert unmet(organiser) == ["Alice", "Bob"]

    def test_are_found_by_name_and_organisation(self, enter: Enter, organiser: Phone) -> None:
        enter(2, organisation="Zürich Care")
        enter(1, organisation="Acme")
        assert unmet(organiser, "zurich") == ["Guest 0", "Guest 1"]
        assert unmet(organiser, "nobody") == []

    def test_come_in_pages(self, enter: Enter, organiser: Phone) -> None:
        enter(22)
        first = organiser.get("/meeting-figures/unmet")
        assert (len(first["people"]), first["found"]) == (20, 22)
        rest = organiser.get(f"/meeting-figures/unmet?after={first['next']}")
        assert (len(rest["people"]), rest["next"]) == (2, None)
        everybody = {one["id"] for one in [*first["people"], *rest["people"]]}
        assert len(everybody) == 22

    def test_are_named_no_more_once_it_is_over(self, alice: Phone, organiser: Phone) -> None:
        organiser.post("/end", {"version": organiser.get("")["conference"]["version"]})
        assert (unmet(organiser), figures(organiser)["unmet"]) == ([], 1)


class TestMixing:
    def test_is_of_five_people_at_least(self, app: Flask, enter: Enter, organiser: Phone) -> None:
        people = enter(5)
        meet(app, people[:4])
        assert figures(organiser)["mixing"] is None
        meet(app, people)
        assert figures(organiser)["mixing"]["pairs"] == 10

    @pytest.mark.parametrize("strip", [2, 1_000])
    def test_is_told_beside_what_chance_would_give(
        self,
        app: Flask,
        enter: Enter,
        organiser: Phone,
        strip: int,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(strips, "AT_ONCE", strip)
        agents = enter(5, "agent", organisation="Acme Ltd.")
        others = enter(4, "finance", organisation="ACME")
        others += enter(1, "finance", organisation="Guild")
        meet(app, agents)  # ten pairs of one way
        meet(app, others)  # ten of the other
        meet(app, [agents[0], others[-1]])
        told = figures(organiser)["mixing"]
        assert told["pairs"] == 20  # of 21
        assert told["backgrounds"] == {"tenths": 0, "by_chance": 6}  # the organiser counts, too
        assert told["organisations"] == {"tenths": 2, "by_chance": 2}

    def test_tells_of_no_organisations_that_fewer_than_five_have_named(
        self, app: Flask, enter: Enter, organiser: Phone
    ) -> None:
        meet(app, [*enter(4, organisation="Acme"), *enter(4)])
        told = figures(organiser)["mixing"]
        assert (told["pairs"], told["organisations"]) == (25, None)

    def test_leaves_out_those_who_are_hidden(
        self, app: Flask, enter: Enter, organiser: Phone
    ) -> None:
        people = enter(6)
        meet(app, people)
        organiser.patch(f"/guests/{people[0].person_id}", {"version": 1, "hidden": True})
        assert figures(organiser)["mixing"]["pairs"] == 10


class TestAcceptance:
    def test_is_told_in_fives_of_five_people_at_least(
        self, enter: Enter, organiser: Phone, alice: Phone
    ) -> None:
        people = enter(6)
        for one in people[:4]:
            one.put(f"/waves/{alice.person_id}")
        assert figures(organiser)["acceptance"] is None
        for one in people[:4]:
            one.put(f"/waves/{alice.person_id}")  # sent twice
        for one in people[4:]:
            one.put(f"/waves/{alice.person_id}")
        told = figures(organiser)["acceptance"]
        assert (told["waved"], told["waved_back"]) == (5, 0)
        for one in people[:5]:
            alice.put(f"/waves/{one.person_id}")
        told = figures(organiser)["acceptance"]
        assert (told["waved"], told["waved_back"]) == (5, 5)

    def test_counts_a_wave_that_was_taken_back_and_made_again_once(
        self, enter: Enter, organiser: Phone, alice: Phone
    ) -> None:
        for one in enter(5):
            for _ in range(2):
                one.put(f"/waves/{alice.person_id}")
                one.delete(f"/waves/{alice.person_id}")
        assert figures(organiser)["acceptance"]["waved"] == 5

    def test_knows_what_came_of_asking_though_nothing_else_is_left_of_it(
        self, enter: Enter, organiser: Phone, app: Flask, stopped_clock: Any
    ) -> None:
        people = enter(10)
        for one, other in zip(people[::2], people[1::2], strict=True):
            connect(one, other)
            met = agree(one, other)
            one.put(f"/meet-now/{met['id']}/met")
            other.put(f"/meet-now/{met['id']}/met")
        for one, other in zip(people[::2], people[1::2], strict=True):
            one.put(f"/meet-now/{uuid.uuid4()}", asking(other))
        stopped_clock.forward(hours=2)
        told = figures(organiser)["acceptance"]
        assert (told["asked_now"], told["agreed_now"], told["met_now"]) == (10, 5, 5)
        assert (told["proposed_later"], told["agreed_later"]) == (0, 0)


class TestExposure:
    def test_is_counted_in_the_lists_of_five_people_at_least(
        self, enter: Enter, organiser: Phone
    ) -> None:
        enter(3)
        after_a_moment(organiser)
        assert figures(organiser)["exposure"] is None
        enter(6)
        after_a_moment(organiser)
        told = figures(organiser)["exposure"]
        assert told == {"none": 0, "up_to_five": 0, "up_to_ten": 10, "more": 0}, "nine of ten each"

    def test_leaves_out_those_who_would_not_be_met(self, enter: Enter, organiser: Phone) -> None:
        people = enter(9)
        after_a_moment(organiser)
        assert sum(figures(organiser)["exposure"].values()) == 10
        be(people[0], Openness.NOT_NOW)
        after_a_moment(organiser)
        told = figures(organiser)["exposure"]
        assert (sum(told.values()), told["none"]) == (5, 0)


@pytest.mark.parametrize(("total", "told"), [(0, 0), (4, 0), (5, 5), (23, 20)])
def test_totals_are_told_in_fives(total: int, told: int) -> None:
    assert in_fives(total) == told


@pytest.mark.parametrize(
    ("pairs", "within", "groups", "told"),
    [
        (0, 0, [5, 5], None),
        (10, 0, [1], None),
        (10, 4, [5, 5], Across(tenths=6, by_chance=6)),
        (10, 10, [10], Across(tenths=0, by_chance=0)),
        (30, 1, [1] * 10, Across(tenths=10, by_chance=10)),
    ],
)
def test_chance_is_drawing_two_of_the_room(
    pairs: int, within: int, groups: list[int], told: Across | None
) -> None:
    assert across(pairs, within, groups) == told
