"""A photo goes with a story, is read like its words, and is seen by whoever may read them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection

import pytest
from flask import Flask
from sqlalchemy import func, select

from server.conferences.actions import delete_conference
from server.database import reading, writing
from server.extensions import db
from server.people.models import Person
from server.stories.elsewhere import read_elsewhere
from server.stories.models import Photo, PhotoSize
from server.stories.photos import keeping
from server.work.children import ChildFailed
from server.work.due import run_due
from tests.moderation.test_reporting import cases, reporting, settle
from tests.screen.showing import show_on
from tests.stories.pictures import Json, file, halves, look, opened, photo, send
from tests.stories.telling import (
    decide,
    mine,
    published,
    review_of,
    tell,
    tell_anew,
    telling,
    undo,
    withdraw,
)
from tests.support.clocks import StoppedClock
from tests.support.phones import Phone

ALT = "A headset on a kitchen table"


def sent(phone: Phone, picture: bytes | None = None) -> str:
    """Send a photo; return its id."""
    photo_id = str(uuid.uuid4())
    answer = send(phone, photo_id, picture or photo())
    assert answer.status_code == 200, answer.text
    return photo_id


def with_photo(photo_id: str, alt: str = ALT) -> Json:
    """Return what of a telling names a photo."""
    return {"photo": {"id": photo_id, "alt": alt}}


def kept(app: Flask) -> int:
    """Return how many photos there are; each has its three sizes."""
    with app.app_context(), reading(db.session):
        photos, sizes = (
            db.session.scalars(select(func.count()).select_from(table)).one()
            for table in (Photo, PhotoSize)
        )
    assert sizes == 3 * photos
    return photos


class TestSending:
    def test_it_waits_for_its_story(self, alice: Phone, app: Flask) -> None:
        photo_id = str(uuid.uuid4())
        answer = send(alice, photo_id, photo(2000, 1000))
        assert answer.get_json() == {"id": photo_id, "width": 1600, "height": 800}
        again = send(alice, photo_id, b"what was sent again is not even looked at")
        assert again.get_json() == answer.get_json()
        assert kept(app) == 1

    def test_a_stranger_sends_nothing(self, alice: Phone, mallory: Phone, app: Flask) -> None:
        sent(alice)
        assert send(mallory, str(uuid.uuid4()), photo()).status_code == 404
        assert kept(app) == 1

    def test_nobody_takes_the_id_of_another(self, alice: Phone, bob: Phone) -> None:
        assert send(bob, sent(alice), photo()).status_code == 404

    def test_a_foreign_page_sends_nothing(self, alice: Phone) -> None:
        answer = alice.client.put(
            f"/api/v1{alice.inside(f'/photos/{uuid.uuid4()}')}",
            data=photo(),
            headers={"Origin": "https://elsewhere.example", "Content-Type": "image/jpeg"},
        )
        assert answer.get_json()["code"] == "foreign-origin"

    @pytest.mark.parametrize("kind", ["application/json", "text/plain", "image/svg+xml", ""])
    def test_only_photos_are_sent_as_photos(self, alice: Phone, kind: str) -> None:
        answer = send(alice, str(uuid.uuid4()), photo(), kind)
        assert answer.get_json()["code"] == "not-a-photo"

    def test_nothing_else_is_sent_as_a_photo(self, alice: Phone) -> None:
        answer = alice.client.put(
            f"/api/v1{alice.inside(f'/stories/{uuid.uuid4()}')}",
            data=photo(),
            headers={"Origin": "http://localhost", "Content-Type": "image/jpeg"},
        )
        assert answer.get_json()["code"] == "not-json"

    def test_what_is_too_heavy_is_not_read(self, alice: Phone) -> None:
        answer = send(alice, str(uuid.uuid4()), b"\xff" * 10_000_001)
        assert answer.get_json()["code"] == "photo-too-heavy"
        assert answer.status_code == 413

    def test_more_than_a_megabyte_is_fine(self, alice: Phone) -> None:
        heavy = file(halves(1300, 1300), "PNG", compress_level=0)
        assert len(heavy) > 2_000_000
        sent(alice, heavy)

    def test_what_is_no_photo_is_refused_in_words(self, alice: Phone, app: Flask) -> None:
        answer = send(alice, str(uuid.uuid4()), photo() + b"<script>")
        assert answer.status_code == 422
        assert "behind the picture" in answer.get_json()["detail"]
        assert kept(app) == 0

    def test_a_child_that_fails_is_no_failure_of_ours(
        self, alice: Phone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def dies(*_: object, **__: object) -> None:
            raise ChildFailed("out of memory")

        monkeypatch.setattr(keeping, "in_child", dies)
        answer = send(alice, str(uuid.uuid4()), photo())
        assert answer.get_json()["code"] == "photo-unreadable"

    def test_a_child_that_is_too_slow_may_be_asked_again(
        self, alice: Phone, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def dawdles(*_: object, **__: object) -> None:
            raise ChildFailed("took more than 20 s", too_slow=True)

        monkeypatch.setattr(keeping, "in_child", dawdles)
        answer = send(alice, str(uuid.uuid4()), photo())
        assert (answer.status_code, answer.get_json()["code"]) == (503, "busy")
        assert "Retry-After" in answer.headers
        assert "it took too long" in caplog.text

    @pytest.mark.usefixtures("one_window")
    def test_who_sends_without_end_is_slowed_down(self, alice: Phone, bob: Phone) -> None:
        ours = sent(alice)
        answers = [send(alice, ours, photo()) for _ in range(30)]
        assert [one.status_code for one in answers] == [200] * 29 + [429]
        assert answers[-1].get_json()["code"] == "too-many"
        assert look(alice, ours).status_code == 200
        sent(bob)

    def test_ten_wait_for_their_story_at_most(self, alice: Phone, bob: Phone) -> None:
        photos = [sent(alice) for _ in range(10)]
        answer = send(alice, str(uuid.uuid4()), photo())
        assert answer.get_json()["code"] == "too-many-photos"
        sent(bob)
        tell(alice, **with_photo(photos[0]))
        sent(alice)


class TestTelling:
    def test_its_author_sees_it_with_the_story(self, alice: Phone) -> None:
        photo_id = sent(alice)
        story = tell(alice, **with_photo(photo_id))
        shown = {"id": photo_id, "alt": ALT, "width": 400, "height": 300}
        assert story["latest"]["photo"] == shown
        again = telling(**with_photo(photo_id))
        assert alice.put(f"/stories/{story['id']}", again) == story

    def test_says_what_is_seen(self, alice: Phone) -> None:
        for alt in ("", "   ", "x" * 166):
            body = telling(**with_photo(sent(alice), alt))
            problem = alice.refused("PUT", f"/stories/{uuid.uuid4()}", body)
            assert list(problem["errors"]) == ["photo.alt"]

    def test_only_with_a_photo_of_ones_own(self, alice: Phone, bob: Phone) -> None:
        for photo_id in (sent(bob), str(uuid.uuid4())):
            body = telling(**with_photo(photo_id))
            problem = alice.refused("PUT", f"/stories/{uuid.uuid4()}", body)
            assert problem["code"] == "unknown-photo"

    def test_another_photo_or_another_alt_text_is_reviewed(
        self, alice: Phone, organiser: Phone
    ) -> None:
        one, other = sent(alice), sent(alice)
        story = published(organiser, alice, **with_photo(one))
        for changes in (with_photo(one, "Another headset"), with_photo(other), {}):
            told = tell_anew(alice, story, **changes)
            assert told["state"] == "in-review"
            assert told["live"]["photo"]["id"] == one
            review = review_of(organiser, story)
            assert review["live"]["photo"]["alt"] == ALT
            assert review["writing"]["photo"] == told["latest"]["photo"]
            story = mine(alice, story)

    def test_shown_in_fewer_places_it_stays_live(self, alice: Phone, organiser: Phone) -> None:
        told = with_photo(sent(alice))
        story = published(organiser, alice, **told, shown_on="screen")
        assert tell_anew(alice, story, **told, shown_on="feed")["state"] == "live"

    def test_a_draft_keeps_it_to_oneself(self, alice: Phone, organiser: Phone) -> None:
        tell(alice)
        photo_id = sent(alice)
        body = telling("Words for the same background, once more.", **with_photo(photo_id))
        assert alice.refused("PUT", f"/stories/{uuid.uuid4()}", body)["code"] == "story-exists"
        assert look(alice, photo_id).status_code == 200
        assert look(organiser, photo_id).status_code == 404


class TestSeeing:
    def test_nobody_before_it_is_told_but_whoever_sent_it(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        photo_id = sent(alice)
        assert opened(look(alice, photo_id)).size == (320, 240)
        assert look(bob, photo_id).status_code == 404
        assert look(organiser, photo_id).status_code == 404

    def test_an_organiser_while_it_is_reviewed_and_all_once_it_is_live(
        self, alice: Phone, bob: Phone, mallory: Phone, organiser: Phone
    ) -> None:
        photo_id = sent(alice)
        story = tell(alice, **with_photo(photo_id))
        assert look(organiser, photo_id).status_code == 200
        assert look(bob, photo_id).status_code == 404
        decided = decide(organiser, "approve", review_of(organiser, story))
        assert bob.get(f"/stories/{story['id']}")["photo"]["id"] == photo_id
        assert bob.get("/feed")["stories"][0]["photo"]["alt"] == ALT
        assert look(bob, photo_id).status_code == 200
        assert look(mallory, photo_id).status_code == 404
        undo(organiser, decided)
        assert look(bob, photo_id).status_code == 404

    def test_the_photo_of_an_earlier_revision_goes_with_it(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        one, other = sent(alice), sent(alice)
        story = published(organiser, alice, **with_photo(one))
        tell_anew(alice, story, **with_photo(other))
        assert (look(bob, one).status_code, look(bob, other).status_code) == (200, 404)
        decide(organiser, "approve", review_of(organiser, story))
        assert (look(bob, one).status_code, look(bob, other).status_code) == (404, 200)

    def test_it_is_gone_at_the_next_contact_once_withdrawn(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        photo_id = sent(alice)
        story = published(organiser, alice, **with_photo(photo_id))
        first = look(bob, photo_id)
        assert first.headers["Cache-Control"] == "private, no-cache"
        known = {"If-None-Match": first.headers["ETag"]}
        assert look(bob, photo_id, **known).status_code == 304
        withdraw(alice, story)
        assert look(bob, photo_id, **known).status_code == 404

    def test_not_where_blocked_or_hidden(self, alice: Phone, bob: Phone, organiser: Phone) -> None:
        photo_id = sent(alice)
        published(organiser, alice, **with_photo(photo_id))
        version = alice.get("/me")["profile"]["version"]
        organiser.patch(f"/guests/{alice.person_id}", {"version": version, "hidden": True})
        assert look(bob, photo_id).status_code == 404
        organiser.patch(f"/guests/{alice.person_id}", {"version": version + 1, "hidden": False})
        assert look(bob, photo_id).status_code == 200
        alice.put(f"/blocks/{bob.person_id}")
        assert look(bob, photo_id).status_code == 404

    def test_nobody_sees_what_somebody_who_is_banned_has_sent(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        photo_id = sent(alice)
        published(organiser, alice, **with_photo(photo_id))
        organiser.put(f"/guests/{alice.person_id}/ban", {"words": "You sold to people."})
        assert look(bob, photo_id).status_code == 404
        assert look(alice, photo_id).status_code == 403
        assert send(alice, str(uuid.uuid4()), photo()).status_code == 403

    def test_what_was_reported_and_taken_off_is_seen_by_organisers_alone(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        photo_id = sent(alice)
        story = published(organiser, alice, **with_photo(photo_id))
        bob.put(f"/reports/{uuid.uuid4()}", reporting(mine(alice, story)))
        settle(organiser, hidden=True, waiting=False)
        assert look(bob, photo_id).status_code == 404
        assert look(organiser, photo_id).status_code == 200

    def test_the_screen_is_shown_what_is_for_the_screen_and_nothing_else(
        self, alice: Phone, organiser: Phone, new_phone: Callable[[], Phone]
    ) -> None:
        screen = show_on(new_phone(), organiser)
        for shown_on, way, verdict in (
            ("screen", "agent", 200),
            ("feed", "it", 404),
            ("tables", "hr", 404),
        ):
            photo_id = sent(alice)
            told = {**with_photo(photo_id), "shown_on": shown_on, "background": way}
            waiting = tell(alice, **told)
            assert look(screen, photo_id).status_code == 404
            decide(organiser, "approve", review_of(organiser, waiting))
            assert look(screen, photo_id).status_code == verdict
            withdraw(alice, mine(alice, waiting))
            assert look(screen, photo_id).status_code == 404

    def test_at_tables_only_it_is_not_in_the_feed(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        photo_id = sent(alice)
        published(organiser, alice, **with_photo(photo_id), shown_on="tables")
        assert look(bob, photo_id).status_code == 404

    def test_at_tables_only_whoever_has_the_story_before_them_sees_it(
        self, app: Flask, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        photo_id = sent(alice)
        story = published(organiser, alice, **with_photo(photo_id), shown_on="tables")
        asked: list[uuid.UUID] = []

        def lies_before(viewer: Person, stories: Collection[uuid.UUID]) -> bool:
            asked.extend(stories)
            return viewer.name == "Bob"

        read_elsewhere(app, lies_before)
        assert look(bob, photo_id).status_code == 200
        assert asked == [uuid.UUID(story["id"])]
        withdraw(alice, story)
        assert look(bob, photo_id).status_code == 404

    def test_a_report_keeps_it_as_it_was_seen(
        self, alice: Phone, bob: Phone, organiser: Phone
    ) -> None:
        photo_id = sent(alice)
        story = published(organiser, alice, **with_photo(photo_id))
        bob.put(f"/reports/{uuid.uuid4()}", reporting(mine(alice, story)))
        (case,) = cases(organiser)
        assert case["seen"]["photo"]["id"] == photo_id
        assert case["seen"]["photo"]["alt"] == ALT

    def test_it_is_delivered_as_a_picture_and_nothing_else(self, alice: Phone) -> None:
        photo_id = sent(alice)
        answer = look(alice, photo_id, 1600)
        assert answer.headers["Content-Type"] == "image/webp"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert look(alice, photo_id, 500).status_code == 404
        assert look(alice, str(uuid.uuid4())).status_code == 404


class TestForgetting:
    def test_what_no_story_has_is_gone_a_day_later(
        self, alice: Phone, app: Flask, stopped_clock: StoppedClock
    ) -> None:
        sent(alice)
        told = sent(alice)
        tell(alice, **with_photo(told))
        stopped_clock.forward(hours=23)
        with app.app_context():
            run_due()
        assert kept(app) == 2
        stopped_clock.forward(hours=2)
        with app.app_context():
            run_due()
        assert kept(app) == 1
        assert look(alice, told).status_code == 200

    def test_what_a_draft_had_is_gone_a_day_after_it(
        self, alice: Phone, app: Flask, stopped_clock: StoppedClock
    ) -> None:
        story = tell(alice)
        body = telling("Words for the same background, once more.", **with_photo(sent(alice)))
        alice.refused("PUT", f"/stories/{uuid.uuid4()}", body)
        stopped_clock.forward(hours=25)
        with app.app_context():
            run_due()
        assert kept(app) == 1
        (draft,) = mine(alice, story)["drafts"]
        alice.delete(f"/stories/{story['id']}/drafts/{draft['revision']}")
        stopped_clock.forward(hours=25)
        with app.app_context():
            run_due()
        assert kept(app) == 0

    def test_whoever_leaves_takes_theirs_along(self, alice: Phone, bob: Phone, app: Flask) -> None:
        tell(alice, **with_photo(sent(alice)))
        sent(alice)
        tell(bob, **with_photo(sent(bob)))
        alice.delete("/me")
        assert kept(app) == 1

    def test_they_go_with_the_conference(self, alice: Phone, app: Flask) -> None:
        tell(alice, **with_photo(sent(alice)))
        with app.app_context(), writing(db.session):
            delete_conference("autumn")
        assert kept(app) == 0
