"""Approving for tables alone, featuring on the screen, and approving several together."""

from __future__ import annotations

import uuid

import pytest

from tests.stories.telling import (
    NEWER,
    OTHER,
    TEXT,
    Json,
    decide,
    decision,
    feed,
    mine,
    published,
    review_of,
    tell,
    tell_anew,
    undo,
    withdraw,
)
from tests.support.phones import Phone, facts


def on_screen(organiser: Phone) -> list[tuple[str, bool]]:
    """Return what the screen shows, and what it prefers, in its order."""
    return [(one["text"], one["featured"]) for one in organiser.get("/screen")["stories"]]


def approval(review: Json) -> Json:
    """Return one of several approvals as a phone sends it."""
    revision = review["writing"]["revision"]
    return {"review_id": review["id"], "decision_id": str(uuid.uuid4()), "revision": revision}


class TestForTables:
    def test_is_shown_nowhere_else(self, alice: Phone, bob: Phone, organiser: Phone) -> None:
        story = tell(alice, shown_on="screen")
        hears, screen = bob.listen("feed"), organiser.listen("screen")
        decide(organiser, "for-tables", review_of(organiser, story))
        assert facts(hears) == facts(screen) == []
        assert (feed(bob), on_screen(organiser)) == ([], [])
        bob.refused("GET", f"/stories/{story['id']}")
        own = mine(alice, story)
        assert (own["state"], own["live"]["shown_on"]) == ("live", "tables")
        assert own["latest"]["shown_on"] == "screen"

    def test_takes_down_what_was_shown_more_widely_and_undone_brings_it_back(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = tell_anew(alice, published(organiser, alice), NEWER)
        hears = bob.listen("feed")
        decided = decide(organiser, "for-tables", review_of(organiser, story))
        assert [fact["type"] for fact in facts(hears)] == ["stories.withdrawn"]
        undo(organiser, decided)
        assert feed(bob) == [TEXT]

    def test_is_no_choice_where_its_author_wished_no_more(
        self, alice: Phone, organiser: Phone
    ) -> None:
        review = review_of(organiser, tell(alice, shown_on="tables"))
        assert review["outcomes"] == ["approve", "send-back", "close"]
        path = f"/reviews/{review['id']}/decisions/{uuid.uuid4()}"
        problem = organiser.refused("PUT", path, decision("for-tables", review, reason=None))
        assert problem["code"] == "no-such-decision"


class TestFeaturing:
    def test_is_preferred_by_the_screen(self, alice: Phone, bob: Phone, organiser: Phone) -> None:
        story = tell(alice, shown_on="screen")
        screen = organiser.listen("screen")
        decide(organiser, "feature", review_of(organiser, story))
        (fact,) = facts(screen)
        assert fact["data"]["story"]["featured"] is True
        published(organiser, bob, OTHER, shown_on="screen")
        assert on_screen(organiser) == [(TEXT, True), (OTHER, False)]

    def test_lasts_until_the_next_words_are_approved(self, alice: Phone, organiser: Phone) -> None:
        story = tell(alice, shown_on="screen")
        decide(organiser, "feature", review_of(organiser, story))
        tell_anew(alice, story, NEWER, shown_on="screen")
        assert on_screen(organiser) == [(TEXT, True)]
        decided = decide(organiser, "approve", review_of(organiser, story))
        assert on_screen(organiser) == [(NEWER, False)]
        undo(organiser, decided)
        assert on_screen(organiser) == [(TEXT, True)]

    def test_is_no_choice_for_what_shall_not_be_on_the_screen(
        self, alice: Phone, organiser: Phone
    ) -> None:
        review = review_of(organiser, tell(alice, shown_on="feed"))
        assert "feature" not in review["outcomes"]
        path = f"/reviews/{review['id']}/decisions/{uuid.uuid4()}"
        problem = organiser.refused("PUT", path, decision("feature", review, reason=None))
        assert problem["code"] == "no-such-decision"
        assert organiser.get("/reviews")["waiting"] == 1


class TestTogether:
    def test_each_is_approved_once_and_the_rest_is_named(
        self, alice: Phone, bob: Phone, organiser: Phone, second: Phone
    ) -> None:
        stories = [tell(alice), tell(bob, OTHER), tell(alice, NEWER, background="it")]
        stories += [tell(bob, TEXT, background="hr"), tell(bob, NEWER, background="sales")]
        body = [approval(review_of(organiser, one)) for one in stories]
        decide(second, "close", review_of(second, stories[1]))
        tell_anew(alice, stories[2], OTHER, background="it")
        withdraw(bob, stories[3])
        second.put(f"/reviews/{body[4]['review_id']}/claim")
        unknown = body[0] | {"review_id": str(uuid.uuid4()), "decision_id": str(uuid.uuid4())}
        socket = second.listen("reviewers")
        for _ in range(2):  # sent twice
            answer = organiser.post("/reviews/approvals", {"approvals": [*body, unknown]})
            assert [one["id"] for one in answer["decided"]] == [body[0]["decision_id"]]
            assert [(one["code"], one["detail"]) for one in answer["refused"]] == [
                ("already-closed", "Ines closed it a moment ago."),
                (
                    "review-changed",
                    "Alice changed it a moment ago. Read it as it is now, then decide.",
                ),
                ("taken-back", "Bob has taken it back, so there is nothing to decide."),
                ("claimed", "Ines has this one."),
                ("not-found", answer["refused"][4]["detail"]),
            ]
        assert len(facts(socket, "moderation.review_decided")) == 1
        assert feed(bob) == [TEXT]

    def test_can_be_undone_one_by_one(self, alice: Phone, bob: Phone, organiser: Phone) -> None:
        body = [approval(review_of(organiser, one)) for one in (tell(alice), tell(bob, OTHER))]
        first, _ = organiser.post("/reviews/approvals", {"approvals": body})["decided"]
        undo(organiser, first)
        assert feed(bob) == [OTHER]

    @pytest.mark.parametrize("twice", ["review_id", "decision_id"])
    def test_names_nothing_twice(
        self, alice: Phone, bob: Phone, organiser: Phone, twice: str
    ) -> None:
        one, other = (approval(review_of(organiser, each)) for each in (tell(alice), tell(bob)))
        body = {"approvals": [one, other | {twice: one[twice]}]}
        assert organiser.refused("POST", "/reviews/approvals", body)["code"] == "invalid"

    def test_is_for_organisers(
        self, alice: Phone, host: Phone, mallory: Phone, organiser: Phone
    ) -> None:
        body = {"approvals": [approval(review_of(organiser, tell(alice)))]}
        for phone in (alice, host, mallory):
            assert phone.refused("POST", "/reviews/approvals", body)["code"] == "not-found"
        assert organiser.get("/reviews")["waiting"] == 1
