"""Stories and decisions as phones send them."""

from __future__ import annotations

import uuid
from typing import Any

from tests.support.phones import Phone

Json = dict[str, Any]
TEXT = "I answered an advertisement for a summer job, and it is still summer."
TITLE = "Still summer"
NEWER = "It was not an advertisement at all: my cousin needed somebody to carry the chairs."
OTHER = "A wrong turn in a corridor, and somebody handed me a headset before I could explain."


def telling(text: str = TEXT, *, based_on: int | None = None, **changes: Any) -> Json:
    """Return a story as a phone sends it."""
    return {
        "background": "agent",
        "opening": None,
        "title": TITLE,
        "text": text,
        "by_accident": "rather",
        "shown_on": "feed",
        "language": "en",
        "based_on": based_on,
    } | changes


def tell(phone: Phone, text: str = TEXT, **changes: Any) -> Json:
    """Tell a new story; return it as its author sees it."""
    story: Json = phone.put(f"/stories/{uuid.uuid4()}", telling(text, **changes))
    return story


def tell_anew(phone: Phone, story: Json, text: str = TEXT, **changes: Any) -> Json:
    """Change a story, seen as it is in `story`."""
    body = telling(text, based_on=story["version"], **changes)
    changed: Json = phone.put(f"/stories/{story['id']}", body)
    return changed


def withdraw(phone: Phone, story: Json) -> Json:
    """Withdraw a story, seen as it is in `story`."""
    body = {"version": story["version"]}
    withdrawn: Json = phone.post(f"/stories/{story['id']}/withdrawal", body)
    return withdrawn


def review_of(organiser: Phone, story: Json) -> Json:
    """Return the review of a story from the queue."""
    reviews: list[Json] = organiser.get("/reviews")["reviews"]
    (review,) = [one for one in reviews if one["subject_id"] == story["id"]]
    return review


def decision(outcome: str, review: Json, **changes: Any) -> Json:
    """Return a decision as a phone sends it."""
    reason = "unkind" if outcome in {"send-back", "close"} else None
    return {
        "revision": review["writing"]["revision"],
        "outcome": outcome,
        "reason": reason,
        "words": None,
    } | changes


def decide(organiser: Phone, outcome: str, review: Json, **changes: Any) -> Json:
    """Decide on a review; return the decision."""
    path = f"/reviews/{review['id']}/decisions/{uuid.uuid4()}"
    decided: Json = organiser.put(path, decision(outcome, review, **changes))
    return decided


def undo(organiser: Phone, decided: Json) -> Json:
    """Undo a decision; return it."""
    path = f"/reviews/{decided['review_id']}/decisions/{decided['id']}/undo"
    undone: Json = organiser.post(path)
    return undone


def published(organiser: Phone, author: Phone, text: str = TEXT, **changes: Any) -> Json:
    """Tell a story and have it approved; return it as its author sees it."""
    story = tell(author, text, **changes)
    decide(organiser, "approve", review_of(organiser, story))
    return mine(author, story)


def mine(phone: Phone, story: Json) -> Json:
    """Return a story as its author sees it now."""
    stories: list[Json] = phone.get("/stories/mine")["stories"]
    (own,) = [one for one in stories if one["id"] == story["id"]]
    return own


def feed(phone: Phone, query: str = "") -> list[str]:
    """Return the texts in the feed as this phone sees it."""
    return [story["text"] for story in phone.get(f"/feed{query}")["stories"]]
