"""Telling a story, changing it, and taking it back: nothing typed is lost, nothing told twice."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

import pytest
from sqlalchemy import event

from server.stories.domain import opening_line, suggested_title
from server.stories.models import StoryRevision
from tests.stories.telling import (
    NEWER,
    OTHER,
    TEXT,
    TITLE,
    decide,
    feed,
    mine,
    published,
    review_of,
    tell,
    tell_anew,
    telling,
    withdraw,
)
from tests.support.phones import Phone, facts

TITLES = json.loads(Path(__file__).with_name("titles.json").read_text(encoding="utf-8"))


class TestTelling:
    def test_awaits_an_organiser(self, alice: Phone, bob: Phone) -> None:
        noise = tell(bob, OTHER)
        story = tell(alice, opening="first-day", shown_on="screen")
        assert story["state"] == "in-review"
        assert story["version"] == 1
        assert story["latest"] == {
            "revision": 1,
            "background": "agent",
            "opening": "first-day",
            "title": TITLE,
            "text": TEXT,
            "by_accident": "rather",
            "shown_on": "screen",
            "language": "en",
            "photo": None,
            "written_at": "2026-11-23T09:00:00.000Z",
        }
        assert story["live"] is story["reason"] is story["words"] is None
        assert [one["id"] for one in alice.get("/stories/mine")["stories"]] == [story["id"]]
        assert [one["id"] for one in bob.get("/stories/mine")["stories"]] == [noise["id"]]
        assert feed(bob) == feed(alice) == []

    @pytest.mark.parametrize("title", [None, "", " "])
    def test_without_a_title_is_called_by_its_first_sentence(
        self, alice: Phone, title: str | None
    ) -> None:
        story = tell(alice, "I fell in. Then I stayed on.", title=title)
        assert story["latest"]["title"] == "I fell in. Then I stayed on"

    def test_under_another_title_is_read_again(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice)
        renamed = tell_anew(alice, story, title="Not what an organiser has read")
        assert renamed["state"] == "in-review"
        assert bob.get("/feed")["stories"][0]["title"] == TITLE
        review = review_of(organiser, story)
        assert review["writing"]["title"] == "Not what an organiser has read"
        assert review["live"]["title"] == TITLE
        decide(organiser, "approve", review)
        assert bob.get("/feed")["stories"][0]["title"] == "Not what an organiser has read"

    def test_twice_is_one_story(self, alice: Phone, organiser: Phone) -> None:
        path = f"/stories/{uuid.uuid4()}"
        assert alice.put(path, telling()) == alice.put(path, telling())
        assert organiser.get("/reviews")["waiting"] == 1

    def test_an_hour_late_does_not_bring_an_old_wording_back(
        self, alice: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice)
        changed = tell_anew(alice, story, NEWER)
        late = alice.put(f"/stories/{story['id']}", telling())
        assert late == changed
        assert late["latest"]["text"] == NEWER
        withdraw(alice, changed)
        assert alice.put(f"/stories/{story['id']}", telling())["state"] == "withdrawn"

    def test_reaches_all_phones_of_the_author_and_nobody_else(
        self, alice: Phone, bob: Phone
    ) -> None:
        own = alice.listen(f"person:{alice.person_id}")
        others = bob.listen("feed", f"person:{bob.person_id}")
        story = tell(alice)
        (fact,) = facts(own)
        assert fact["type"] == "stories.changed"
        assert fact["data"]["story"] == story
        assert facts(others) == []

    def test_is_for_people_who_are_in(self, alice: Phone, mallory: Phone) -> None:
        story = tell(alice)
        assert mallory.refused("PUT", f"/stories/{story['id']}", telling())["status"] == 404
        assert mallory.refused("GET", "/stories/mine")["status"] == 404

    def test_never_under_somebody_elses_story(self, alice: Phone, bob: Phone) -> None:
        story = tell(alice)
        path = f"/stories/{story['id']}"
        assert bob.refused("PUT", path, telling(OTHER))["code"] == "not-found"
        assert bob.refused("PUT", path, telling(OTHER, based_on=1))["code"] == "not-found"
        withdrawal = bob.refused("POST", f"{path}/withdrawal", {"version": 1})
        assert withdrawal["code"] == "not-found"
        assert mine(alice, story) == story

    def test_needs_a_background_of_this_conference(self, alice: Phone) -> None:
        body = telling(background="astronaut")
        problem = alice.refused("PUT", f"/stories/{uuid.uuid4()}", body)
        assert problem["code"] == "unknown-background"

    @pytest.mark.parametrize(
        ("text", "status"),
        [
            ("a" * 19, 422),
            ("a" * 20, 200),
            ("e\u0301" * 600, 200),
            ("น้ำ" * 600, 200),
            ("क्षि" * 600, 200),
            ("👨🏿‍❤️‍💋‍👨🏻" * 600, 200),
            ("🏴󠁧󠁢󠁳󠁣󠁴󠁿" * 600, 200),
            (("z" + "\u0300\u0301\u0302\u0303\u0304" * 3) * 600, 200),
            ("a" * 661, 422),
            ("a" * 10**6, 422),
        ],
        ids=[
            *("too short", "just long enough", "accents", "Thai", "Devanagari", "couples", "flags"),
            *("marks piled up", "too long", "a megabyte"),
        ],
    )
    def test_counts_characters_as_people_do(self, alice: Phone, text: str, status: int) -> None:
        answer = alice.send("PUT", alice.inside(f"/stories/{uuid.uuid4()}"), telling(text))
        assert answer.status_code == status
        assert list(answer.get_json().get("errors", [])) == (["text"] if status == 422 else [])


class TestTellingAnew:
    def test_leaves_the_old_words_up_until_the_new_are_approved(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice)
        changed = tell_anew(alice, story, NEWER)
        assert changed["state"] == "in-review"
        assert changed["version"] == 2
        assert changed["live"]["text"] == TEXT
        assert feed(bob) == [TEXT]
        decide(organiser, "approve", review_of(organiser, story))
        assert feed(bob) == [NEWER]

    def test_with_the_same_words_changes_nothing(self, alice: Phone, organiser: Phone) -> None:
        story = published(organiser, alice)
        socket = organiser.listen("reviewers")
        assert tell_anew(alice, story) == story
        assert facts(socket) == []

    def test_from_a_phone_that_has_not_heard_back_means_the_first_words(self, alice: Phone) -> None:
        story = tell(alice)
        changed = alice.put(f"/stories/{story['id']}", telling(NEWER))
        assert changed["version"] == 2
        assert alice.put(f"/stories/{story['id']}", telling(NEWER)) == changed

    def test_on_old_words_is_refused_with_the_present_ones(self, alice: Phone) -> None:
        story = tell(alice)
        changed = tell_anew(alice, story, NEWER)
        body = telling(OTHER, based_on=1)
        problem = alice.refused("PUT", f"/stories/{story['id']}", body)
        assert problem["code"] == "version-conflict"
        assert problem["params"]["story"] == changed
        body = telling(OTHER)
        assert alice.refused("PUT", f"/stories/{story['id']}", body)["code"] == "version-conflict"
        assert mine(alice, story) == changed

    def test_for_the_hundredth_time_reads_no_more_than_for_the_third(
        self, alice: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice)
        for count in range(5):
            story = tell_anew(alice, story, f"{OTHER} That was {count}.")
        alice.refused("PUT", f"/stories/{uuid.uuid4()}", telling(OTHER))
        read: set[int] = set()

        def note(row: StoryRevision, _context: object) -> None:
            read.add(row.number)

        event.listen(StoryRevision, "load", note)
        try:
            story = tell_anew(alice, story, NEWER)
        finally:
            event.remove(StoryRevision, "load", note)
        assert read.isdisjoint({2, 3, 4, 5})
        assert (story["live"]["revision"], story["version"]) == (1, 8)

    def test_of_what_is_not_there_is_refused(self, alice: Phone) -> None:
        problem = alice.refused("PUT", f"/stories/{uuid.uuid4()}", telling(based_on=1))
        assert problem["code"] == "not-found"

    def test_in_fewer_places_applies_at_once(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice, shown_on="screen")
        hears = organiser.listen("feed", "screen")
        on_feed = tell_anew(alice, story, shown_on="feed")
        assert on_feed["state"] == "live"
        assert on_feed["live"]["shown_on"] == "feed"
        (fact,) = facts(hears)
        assert (fact["type"], fact["stream"]) == ("stories.withdrawn", "screen")
        assert feed(bob) == [TEXT]
        at_tables = tell_anew(alice, on_feed, shown_on="tables")
        assert at_tables["state"] == "live"
        assert feed(bob) == []
        assert organiser.get("/reviews")["waiting"] == 0

    def test_in_more_places_awaits_an_organiser(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice, shown_on="feed")
        fewer = tell_anew(alice, story, shown_on="tables")
        wider = tell_anew(alice, fewer, shown_on="feed")
        assert wider["state"] == "in-review"
        assert wider["live"]["shown_on"] == "tables"
        assert feed(bob) == []
        decide(organiser, "approve", review_of(organiser, story))
        assert feed(bob) == [TEXT]

    def test_for_fewer_places_takes_the_old_words_down_there_at_once(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice)
        changed = tell_anew(alice, story, NEWER, shown_on="tables")
        assert changed["state"] == "in-review"
        assert feed(bob) == []


class TestTheSameBackgroundTwice:
    def test_keeps_the_second_words_as_a_draft(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice)
        own = alice.listen(f"person:{alice.person_id}")
        path = f"/stories/{uuid.uuid4()}"
        problem = alice.refused("PUT", path, telling(OTHER))
        assert problem["code"] == "story-exists"
        assert problem["params"]["story_id"] == story["id"]
        kept = mine(alice, story)
        assert problem["params"]["story"] == kept
        assert [draft["text"] for draft in kept["drafts"]] == [OTHER]
        assert kept["version"] == 1
        assert kept["state"] == "live"
        assert facts(own, "stories.changed")[0]["data"]["story"] == kept
        assert OTHER not in str(bob.get("/feed"))
        assert OTHER not in str(organiser.get("/reviews"))

    def test_sent_twice_is_one_draft_and_newer_words_replace_it(self, alice: Phone) -> None:
        story = tell(alice)
        path = f"/stories/{uuid.uuid4()}"
        for text in (OTHER, OTHER, NEWER):
            alice.refused("PUT", path, telling(text))
        assert [draft["text"] for draft in mine(alice, story)["drafts"]] == [NEWER]

    def test_with_the_same_words_needs_no_draft(self, alice: Phone) -> None:
        story = tell(alice)
        alice.refused("PUT", f"/stories/{uuid.uuid4()}", telling())
        assert mine(alice, story)["drafts"] == []

    def test_keeps_five_drafts_and_refuses_more_until_one_is_thrown_away(
        self, alice: Phone
    ) -> None:
        story = tell(alice)
        *drafts, last = [f"{OTHER} That was {count}." for count in range(6)]
        paths = {text: f"/stories/{uuid.uuid4()}" for text in [*drafts, last]}
        for text in drafts:
            alice.refused("PUT", paths[text], telling(text))
        own = alice.listen(f"person:{alice.person_id}")
        problem = alice.refused("PUT", paths[last], telling(last))
        assert (problem["status"], problem["code"]) == (409, "too-many-drafts")
        assert problem["params"] == {"most": 5}
        kept = mine(alice, story)["drafts"]
        assert [draft["text"] for draft in kept] == drafts
        assert facts(own) == []
        for text in (drafts[0], NEWER):  # sent again, and changed: no more than before
            problem = alice.refused("PUT", paths[drafts[0]], telling(text))
            assert problem["code"] == "story-exists"
        alice.delete(f"/stories/{story['id']}/drafts/{kept[1]['revision']}")
        assert alice.refused("PUT", paths[last], telling(last))["code"] == "story-exists"
        assert last in [draft["text"] for draft in mine(alice, story)["drafts"]]

    def test_a_draft_goes_once_it_is_told(self, alice: Phone, organiser: Phone) -> None:
        story = tell(alice)
        alice.refused("PUT", f"/stories/{uuid.uuid4()}", telling(OTHER))
        told = tell_anew(alice, story, OTHER)
        assert told["latest"]["text"] == OTHER
        assert told["drafts"] == []
        assert review_of(organiser, story)["writing"]["text"] == OTHER

    def test_a_draft_can_be_thrown_away_by_its_author(self, alice: Phone, bob: Phone) -> None:
        story = tell(alice)
        alice.refused("PUT", f"/stories/{uuid.uuid4()}", telling(OTHER))
        (draft,) = mine(alice, story)["drafts"]
        path = f"/stories/{story['id']}/drafts/{draft['revision']}"
        assert bob.refused("DELETE", path)["code"] == "not-found"
        alice.delete(path)
        alice.delete(path)
        assert mine(alice, story)["drafts"] == []
        alice.delete(f"/stories/{story['id']}/drafts/1")
        assert alice.refused("DELETE", f"/stories/{story['id']}/drafts/{2**64}")["status"] == 404
        assert mine(alice, story)["latest"]["text"] == TEXT

    def test_holds_for_a_change_of_background_too(self, alice: Phone) -> None:
        story, other = tell(alice), tell(alice, OTHER, background="it")
        body = telling(NEWER, background="it", based_on=1)
        problem = alice.refused("PUT", f"/stories/{story['id']}", body)
        assert problem["params"]["story_id"] == other["id"]
        assert [draft["text"] for draft in mine(alice, other)["drafts"]] == [NEWER]
        moved = tell_anew(alice, story, NEWER, background="hr")
        assert moved["latest"]["background"] == "hr"
        assert tell(alice)["latest"]["background"] == "agent"


class TestWithdrawing:
    def test_is_gone_everywhere_at_once(self, alice: Phone, bob: Phone, organiser: Phone) -> None:
        story = published(organiser, alice, shown_on="screen")
        phone, screen = bob.listen("feed"), organiser.listen("screen")
        gone = withdraw(alice, story)
        assert gone["state"] == "withdrawn"
        assert gone["live"] is None
        for socket in (phone, screen):
            (fact,) = facts(socket)
            assert fact["type"] == "stories.withdrawn"
            assert fact["data"] == {"story_id": story["id"]}
        assert feed(bob) == []

    def test_leaves_the_queue(self, alice: Phone, organiser: Phone) -> None:
        story = tell(alice)
        socket = organiser.listen("reviewers")
        withdraw(alice, story)
        (fact,) = facts(socket)
        assert fact["type"] == "moderation.review_dropped"
        assert fact["data"]["waiting"] == 0
        assert organiser.get("/reviews")["reviews"] == []

    def test_twice_is_once(self, alice: Phone, organiser: Phone) -> None:
        story = published(organiser, alice)
        assert withdraw(alice, story) == withdraw(alice, story)

    def test_of_what_was_changed_meanwhile_is_refused(self, alice: Phone) -> None:
        story = tell(alice)
        changed = tell_anew(alice, story, NEWER)
        path = f"/stories/{story['id']}/withdrawal"
        problem = alice.refused("POST", path, {"version": 1})
        assert problem["code"] == "version-conflict"
        assert problem["params"]["story"] == changed

    def test_may_be_told_again_even_in_the_same_words(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        story = published(organiser, alice)
        again = tell_anew(alice, withdraw(alice, story))
        assert again["state"] == "in-review"
        assert feed(bob) == []
        decide(organiser, "approve", review_of(organiser, story))
        assert feed(bob) == [TEXT]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("I fell in. Then I stayed.", "I fell in."),
        ("I fell in\nand stayed", "I fell in"),
        ("Did I? I did!", "Did I?"),
        ("入ったのは偶然でした。今もいます。", "入ったのは偶然でした。"),
        ("no end " * 40, "no end " * 19 + "no…"),
    ],
)
def test_an_opening_line_is_the_first_sentence(text: str, line: str) -> None:
    assert opening_line(text.strip()) == line


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_a_title_is_suggested_as_on_the_phone(text: str, title: str) -> None:
    assert suggested_title(text) == title
