"""Claims: no two organisers read the same review, and none is lost with a phone."""

from __future__ import annotations

from tests.stories.telling import (
    NEWER,
    OTHER,
    Json,
    decide,
    decision,
    published,
    review_of,
    tell,
    tell_anew,
    undo,
    withdraw,
)
from tests.support.at_once import at_once
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone, facts

ID = "00000000-0000-4000-8000-000000000001"


def claim(phone: Phone, review: Json) -> Json:
    """Open a review; return it as it is now."""
    claimed: Json = phone.put(f"/reviews/{review['id']}/claim")
    return claimed


def refusal(phone: Phone, review: Json) -> Json:
    """Return why a review cannot be opened."""
    return phone.refused("PUT", f"/reviews/{review['id']}/claim")


def readers(phone: Phone) -> list[str | None]:
    """Return who has each review of the queue."""
    return [one["claim"] and one["claim"]["by"] for one in phone.get("/reviews")["reviews"]]


class TestClaiming:
    def test_says_who_has_it_and_tells_the_others(
        self,
        alice: Phone,
        bob: Phone,
        organiser: Phone,
        second: Phone,
        stopped_clock: StoppedClock,
    ) -> None:
        review = review_of(organiser, tell(alice))
        stopped_clock.forward(seconds=1)
        tell(bob, OTHER)
        socket = second.listen("reviewers")
        now = {"by_id": organiser.person_id, "by": "Olga", "until": "2026-11-23T09:00:31.000Z"}
        assert claim(organiser, review) == review | {"claim": now}
        assert [fact["data"] for fact in facts(socket, "moderation.review_claimed")] == [
            {"review_id": review["id"], "claim": now}
        ]
        assert readers(second) == ["Olga", None]

    def test_keeps_the_other_organiser_from_opening_and_deciding(
        self, alice: Phone, organiser: Phone, second: Phone
    ) -> None:
        review = review_of(organiser, tell(alice))
        claim(organiser, review)
        for problem in (
            refusal(second, review),
            second.refused(
                "PUT", f"/reviews/{review['id']}/decisions/{ID}", decision("approve", review)
            ),
        ):
            assert (problem["status"], problem["code"]) == (409, "claimed")
            assert problem["detail"] == "Olga has this one."
            assert problem["params"]["by_id"] == organiser.person_id
            assert problem["params"]["until"] == "2026-11-23T09:00:30.000Z"

    def test_runs_out_when_a_phone_shows_no_sign_of_life(
        self, alice: Phone, organiser: Phone, second: Phone, stopped_clock: StoppedClock
    ) -> None:
        review = review_of(organiser, tell(alice))
        claim(organiser, review)
        stopped_clock.forward(seconds=29.9)
        assert readers(second) == ["Olga"]
        stopped_clock.forward(seconds=0.1)
        assert readers(second) == [None]
        assert claim(second, review)["claim"]["by"] == "Ines"
        assert refusal(organiser, review)["detail"] == "Ines has this one."

    def test_is_renewed_while_somebody_reads(
        self, alice: Phone, organiser: Phone, second: Phone, stopped_clock: StoppedClock
    ) -> None:
        review = review_of(organiser, tell(alice))
        for _ in range(5):
            claim(organiser, review)
            stopped_clock.forward(seconds=10)
        assert refusal(second, review)["code"] == "claimed"

    def test_ends_when_it_is_put_down(self, alice: Phone, organiser: Phone, second: Phone) -> None:
        review = review_of(organiser, tell(alice))
        claim(organiser, review)
        socket = second.listen("reviewers")
        second.delete(f"/reviews/{review['id']}/claim")
        assert facts(socket) == []
        for _ in range(2):
            organiser.delete(f"/reviews/{review['id']}/claim")
        (fact,) = facts(socket)
        assert (fact["type"], fact["data"]) == (
            "moderation.review_released",
            {"review_id": review["id"]},
        )
        assert claim(second, review)["claim"]["by"] == "Ines"

    def test_ends_with_the_decision(self, alice: Phone, organiser: Phone, second: Phone) -> None:
        review = review_of(organiser, tell(alice))
        claim(organiser, review)
        undo(organiser, decide(organiser, "approve", review))
        assert readers(second) == [None]
        assert claim(second, review)["claim"]["by"] == "Ines"

    def test_outlives_an_edit_but_not_a_withdrawal(
        self, alice: Phone, organiser: Phone, second: Phone
    ) -> None:
        story = tell(alice)
        review = review_of(organiser, story)
        claim(organiser, review)
        story = tell_anew(alice, story, NEWER)
        assert readers(second) == ["Olga"]
        withdraw(alice, story)
        assert refusal(second, review)["code"] == "taken-back"
        tell_anew(alice, story)
        assert readers(second) == [None]

    def test_is_only_of_what_is_awaited(
        self, alice: Phone, organiser: Phone, second: Phone
    ) -> None:
        review = review_of(organiser, tell(alice))
        decide(organiser, "approve", review)
        problem = refusal(second, review)
        assert problem["detail"] == "Olga approved it a moment ago."

    def test_is_for_organisers_of_this_conference(
        self, alice: Phone, host: Phone, mallory: Phone, organiser: Phone
    ) -> None:
        review = review_of(organiser, tell(alice))
        for phone in (alice, host, mallory):
            assert refusal(phone, review)["code"] == "not-found"
            path = f"/reviews/{review['id']}/claim"
            assert phone.refused("DELETE", path)["code"] == "not-found"
        assert readers(organiser) == [None]

    def test_of_two_who_open_it_at_the_same_moment_one_has_it(
        self, alice: Phone, organiser: Phone, second: Phone
    ) -> None:
        review = review_of(organiser, tell(alice))
        path = organiser.inside(f"/reviews/{review['id']}/claim")
        answers = at_once(*(lambda p=phone: p.send("PUT", path) for phone in (organiser, second)))
        assert sorted(one.status_code for one in answers) == [200, 409]
        (winner,) = [one.get_json()["claim"]["by"] for one in answers if one.status_code == 200]
        (loser,) = [one.get_json() for one in answers if one.status_code == 409]
        assert loser["detail"] == f"{winner} has this one."
        assert readers(organiser) == [winner]


class TestWhatNobodyAwaits:
    def test_is_said_to_be_taken_back_though_a_version_was_approved(
        self, alice: Phone, organiser: Phone
    ) -> None:
        story = tell_anew(alice, published(organiser, alice), NEWER)
        review = review_of(organiser, story)
        withdraw(alice, story)
        problem = organiser.refused("PUT", f"/reviews/{review['id']}/claim")
        assert problem["code"] == "taken-back"


class TestWhatWasDecidedEarlier:
    def test_stands_beside_the_text_the_newest_first(
        self,
        alice: Phone,
        bob: Phone,
        organiser: Phone,
        second: Phone,
        stopped_clock: StoppedClock,
    ) -> None:
        published(organiser, bob, OTHER)
        story = tell(alice)
        decide(second, "send-back", review_of(organiser, story), words="Almost there")
        stopped_clock.forward(seconds=11)
        story = tell_anew(alice, story, NEWER)
        undo(organiser, decide(organiser, "close", review_of(organiser, story)))
        decide(organiser, "approve", review_of(organiser, story))
        review = review_of(organiser, tell(alice, OTHER, background="it"))
        assert [(one["outcome"], one["by"], one["words"]) for one in review["earlier"]] == [
            ("approve", "Olga", None),
            ("send-back", "Ines", "Almost there"),
        ]
        assert review["earlier"][1]["reason"] == "unkind"
        assert review["earlier"][1]["at"] == "2026-11-23T09:00:00.000Z"

    def test_is_nothing_for_somebody_new(self, alice: Phone, organiser: Phone) -> None:
        assert review_of(organiser, tell(alice))["earlier"] == []
