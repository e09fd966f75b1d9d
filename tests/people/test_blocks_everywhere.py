"""A block means that nothing of the one reaches the other: over any address, on any stream."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from flask import Flask

from tests.stories.telling import published, tell_anew, withdraw
from tests.support.phones import Phone

MARK = "Quillfeather"
STORY = f"{MARK} is what they called me on the first day, and it stuck for good."


def addresses(app: Flask, ids: dict[str, str]) -> Iterator[str]:
    """Yield every address of a conference that can be read, filled in with what is Bob's."""
    for rule in app.url_map.iter_rules():
        prefix = "/api/v1/conferences/<slug>"
        if "GET" not in (rule.methods or ()) or not rule.rule.startswith(prefix):
            continue
        values = {name: ids.get(name, ids["story_id"]) for name in rule.arguments}
        values |= {name: "1" for name in ("number", "table", "card", "size") if name in values}
        with app.test_request_context():
            url: str = app.url_map.bind("localhost").build(rule.endpoint, values)
        yield url.removeprefix("/api/v1")


@pytest.mark.parametrize("by_alice", [True, False])
def test_nothing_of_theirs_comes_over_any_address_or_stream(
    app: Flask, organiser: Phone, alice: Phone, bob: Phone, *, by_alice: bool
) -> None:
    bob.patch("/me", {"version": 1, "name": MARK})
    story = published(organiser, bob, STORY, shown_on="feed")
    assert MARK in str(alice.get("/feed"))  # or the rest would tell nothing
    one, other = (alice, bob) if by_alice else (bob, alice)
    own = alice.listen("feed", f"person:{alice.person_id}", "open-tables")
    one.put(f"/blocks/{other.person_id}")
    own.get_received()

    bob.patch("/me", {"version": 2, "organisation": f"{MARK} and Sons"})
    newer = tell_anew(bob, story, f"{STORY} And now again.")
    review = organiser.get("/reviews")["reviews"][0]
    body = {"revision": review["writing"]["revision"], "outcome": "approve"}
    organiser.put(f"/reviews/{review['id']}/decisions/{uuid.uuid4()}", body)
    bob.send("PUT", bob.inside(f"/waves/{alice.person_id}"))

    ids = {"slug": "autumn", "person_id": bob.person_id, "story_id": story["id"]}
    read = list(addresses(app, ids))
    assert len(read) > 20
    for path in read:
        told = alice.send("GET", path).text
        if "/blocks" not in path or not by_alice:  # whom one blocked oneself one may look up
            assert MARK not in told, path
    withdraw(bob, newer)
    bob.delete("/me")
    heard = [told["args"] for told in own.get_received()]
    assert MARK not in str(heard)
    assert story["id"] not in str(heard)
